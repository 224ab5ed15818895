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

/** What is blocked, and by what. */
const CASES = [
  { which: "input", guardrail: input, said: SECRET, script: [] },
  { which: "output", guardrail: output, said: "Sing", script: [says(["The ", SECRET])] },
];

test.each(CASES)("a run blocked by its $which is 200 as JSON, and the text is nowhere", async (blocked) => {
  await using server = await served(blocked.script, { agent: { guardrails: [blocked.guardrail] } });

  const response = await post(`${server.url}/runs`, { input: blocked.said, sessionId: "s" });

  expect(response.status).toBe(200);
  const answer = await jsonIn(response);
  expect(answer).toMatchObject({ status: "BLOCKED", content: "Not allowed." });
  const again = await (await fetch(`${server.url}/runs/${String(answer["runId"])}`)).text();
  expect(JSON.stringify([answer, again, server.log.lines])).not.toContain(SECRET);
});

test.each(CASES)("a run blocked by its $which ends its events well, and the text is nowhere", async (blocked) => {
  const guardrails = { guardrails: [blocked.guardrail], onBlock: "raise" } as const;
  await using server = await served(blocked.script, { agent: { guardrails } });

  const response = await post(`${server.url}/runs?events=all`, { input: blocked.said }, EVENTS);

  expect(response.status).toBe(200);
  const events = await readEvents(response);
  expect(events.at(-1)).toMatchObject({
    event: "RunCompleted",
    data: { status: "BLOCKED", content: "Not allowed." },
  });
  expect(events.map(({ event }) => event)).not.toContain("RunContent");
  expect(JSON.stringify([events, server.log.lines])).not.toContain(SECRET);
});

test("with raise a run as JSON is 200 all the same: the client learns it from the status of the run", async () => {
  await using server = await served([], { agent: { guardrails: { guardrails: [input], onBlock: "raise" } } });

  const response = await post(`${server.url}/runs`, { input: SECRET });

  expect([response.status, (await jsonIn(response))["status"]]).toEqual([200, "BLOCKED"]);
});
