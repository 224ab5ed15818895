import { expect, test } from "vitest";
import { isDefinableError } from "@definable/spec";
import type { ModelReply } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import { cut, fakeAnthropic, reply } from "../vendor.ts";

const options = {
  text: ["löök."],
  toolCalls: [{ id: "toolu_1", name: "pay", arguments: { amount: 1000, to: "Zoë" } }],
  chunkSize: 16,
  usage: { inputTokens: 3, outputTokens: 4 },
};
const whole = { id: "toolu_1", name: "pay", arguments: '{"amount":1000,"to":"Zoë"}' };

/** What came of a stream: an error code, or the reply. */
async function outcomeOf(model: Claude): Promise<string | ModelReply> {
  try {
    return (await ask(model)).reply;
  } catch (error) {
    if (isDefinableError(error)) return error.code;
    throw error;
  }
}

async function lengthOfStream(): Promise<number> {
  await using server = await fakeAnthropic({ script: [reply(options)] });
  await ask(new Claude({ baseURL: server.baseURL }));
  return (await server.requests[0]?.sent) ?? 0;
}

test("a stream cut at any byte gives the whole call or an error, never half a call", async () => {
  const length = await lengthOfStream();
  // The socket closes, or a proxy ends the answer as if it were whole.
  const how = (bytes: number): "close" | "end" => (bytes % 2 === 0 ? "close" : "end");
  const script = Array.from({ length }, (_, bytes) => cut({ ...options, after: { bytes }, how: how(bytes) }));
  await using server = await fakeAnthropic({ script });
  const model = new Claude({ baseURL: server.baseURL });
  const outcomes = new Set<string>();
  for (let bytes = 0; bytes < length; bytes += 1) {
    const outcome = await outcomeOf(model);
    if (typeof outcome === "string") expect(outcome).toBe("MODEL_STREAM_CUT");
    else expect(outcome.toolCalls).toEqual([whole]);
    outcomes.add(typeof outcome === "string" ? outcome : "whole");
  }
  expect([...outcomes]).toEqual(["MODEL_STREAM_CUT", "whole"]);
  server.assertDone();
}, 120_000);

test("a connection that breaks after the model said why it stopped takes nothing away", async () => {
  const chunks = 6;
  await using server = await fakeAnthropic({ script: [cut({ text: "Done.", after: { chunks }, usage: null })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.reply).toEqual({ content: "Done.", toolCalls: [], finishReason: "stop" });
});

test("an unstreamed answer that is cut is an error that says so", async () => {
  await using server = await fakeAnthropic({ script: [cut({ text: "Done.", after: { bytes: 50 } })] });
  const error = await failureOf(new Claude({ baseURL: server.baseURL }), { settings: { stream: false } });
  expect(error.code).toBe("MODEL_STREAM_CUT");
});
