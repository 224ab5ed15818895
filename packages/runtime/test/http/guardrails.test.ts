import { allow, block, inputGuardrail, outputGuardrail } from "@definable/core/guardrails";
import { says } from "@definable/testing";
import { expect, test } from "vitest";
import { EVENTS, jsonIn, post } from "../support/requests.ts";
import { served } from "../support/served.ts";
import { readEvents } from "../support/sse.ts";

const SECRET = "canary-7f3a";
const judge = (text: string) => (text.includes(SECRET) ? block("Not allowed.") : allow());
const input = inputGuardrail("no_secret_in", judge);
const output = outputGuardrail("no_secret_out", judge);

test.each([
  ["input", input, SECRET, []],
  ["output", output, "Sing", [says(["The ", SECRET])]],
] as const)(
  "a run blocked by its %s is 200 as JSON, and the text is nowhere",
  async (_which, guardrail, said, script) => {
    await using server = await served(script, { agent: { guardrails: [guardrail] } });

    const response = await post(`${server.url}/runs`, { input: said, sessionId: "s" });

    expect(response.status).toBe(200);
    const answer = await jsonIn(response);
    expect(answer).toMatchObject({ status: "BLOCKED", content: "Not allowed." });
    const again = await (await fetch(`${server.url}/runs/${String(answer["runId"])}`)).text();
    expect(JSON.stringify([answer, again, server.log.lines])).not.toContain(SECRET);
  },
);

test.each([
  ["input", input, SECRET, []],
  ["output", output, "Sing", [says(["The ", SECRET])]],
] as const)(
  "a run blocked by its %s ends its events well, and the text is nowhere",
  async (_which, guardrail, said, script) => {
    await using server = await served(script, { agent: { guardrails: { guardrails: [guardrail], onBlock: "raise" } } });

    const response = await post(`${server.url}/runs?events=all`, { input: said }, EVENTS);

    expect(response.status).toBe(200);
    const events = await readEvents(response);
    expect(events.at(-1)).toMatchObject({
      event: "RunCompleted",
      data: { status: "BLOCKED", content: "Not allowed." },
    });
    expect(events.map(({ event }) => event)).not.toContain("RunContent");
    expect(JSON.stringify([events, server.log.lines])).not.toContain(SECRET);
  },
);

test("with raise a run as JSON is 200 all the same: the client learns it from the status of the run", async () => {
  await using server = await served([], { agent: { guardrails: { guardrails: [input], onBlock: "raise" } } });

  const response = await post(`${server.url}/runs`, { input: SECRET });

  expect([response.status, (await jsonIn(response))["status"]]).toEqual([200, "BLOCKED"]);
});
