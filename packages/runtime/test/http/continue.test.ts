import type { RunOutputJson } from "@definable/spec";
import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { EVENTS, jsonIn, post, problemIn } from "../support/requests.ts";
import { served } from "../support/served.ts";
import type { Served } from "../support/served.ts";
import { readEvents } from "../support/sse.ts";
import { notebook } from "../support/tools.ts";

/** A run that waits for a person, over HTTP. */
async function paused(more: object = {}) {
  const { writeNote, notes } = notebook();
  const server = await served([calls(call("write_note", { text: "milk" })), "Done."], {
    agent: { tools: [writeNote] },
  });
  const response = await post(`${server.url}/runs`, { input: "Note: milk", ...more });
  // The server writes this shape; the tests below would fail otherwise.
  const output = (await response.json()) as RunOutputJson;
  const requirementId = output.requirements[0]?.id ?? "none";
  const address = `${server.url}/runs/${output.runId}/continue`;
  return { server, notes, response, output, requirementId, address };
}

async function stop({ server }: { server: Served }): Promise<void> {
  await server[Symbol.asyncDispose]();
}

test("given a tool that asks first, when posted, then 200 with what the run waits for", async () => {
  const run = await paused();

  expect(run.response.status).toBe(200);
  expect(run.output).toMatchObject({ status: "PAUSED", requirements: [{ kind: "confirmation", state: "pending" }] });
  expect(run.notes).toEqual([]);
  await stop(run);
});

test("given an approval, when continued, then the tool runs and the output comes", async () => {
  const run = await paused();

  const response = await post(run.address, { decisions: [{ requirementId: run.requirementId, action: "confirm" }] });

  expect(await jsonIn(response)).toMatchObject({ runId: run.output.runId, status: "COMPLETED", content: "Done." });
  expect(run.notes).toEqual(["milk"]);
  await stop(run);
});

test("given an approval with other arguments, when continued, then the tool gets those", async () => {
  const run = await paused();
  const decisions = [{ requirementId: run.requirementId, action: "confirm", args: { text: "oat milk" } }];

  await post(run.address, { decisions });

  expect(run.notes).toEqual(["oat milk"]);
  await stop(run);
});

test("given a rejection, when continued as a stream, then numbers go on and the tool never runs", async () => {
  const run = await paused();
  const decisions = [{ requirementId: run.requirementId, action: "reject", note: "Not now" }];

  const events = await readEvents(await post(run.address, { decisions }, EVENTS));

  expect(events[0]?.data).toMatchObject({ event: "RunContinued", seq: run.output.lastSeq + 1 });
  expect(events.map(({ event }) => event)).toContain("ToolCallError");
  expect(events.at(-1)?.data).toMatchObject({ event: "RunCompleted", content: "Done." });
  expect(run.notes).toEqual([]);
  await stop(run);
});

test("given two approvals at once, when continued, then one wins and the other is a 409", async () => {
  const run = await paused();
  const body = { decisions: [{ requirementId: run.requirementId, action: "confirm" }] };

  const answers = await Promise.all([post(run.address, body), post(run.address, body, EVENTS)]);

  const [lost] = answers.filter(({ status }) => status !== 200);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(lost && (await problemIn(lost))).toMatchObject({ status: 409, code: "RUN_CONFLICT" });
  await Promise.all(answers.filter(({ bodyUsed }) => !bodyUsed).map((answer) => answer.text()));
  expect(run.notes).toEqual(["milk"]);
  await stop(run);
});

test.each([{}, EVENTS])("given a run that has ended, when continued again with %j, then 409", async (headers) => {
  const run = await paused();
  const body = { decisions: [{ requirementId: run.requirementId, action: "confirm" }] };
  await post(run.address, body);

  const problem = await problemIn(await post(run.address, body, headers));

  expect(problem).toMatchObject({ status: 409, code: "RUN_CONFLICT" });
  expect(run.notes).toEqual(["milk"]);
  await stop(run);
});

test.each([{}, EVENTS])(
  "given a forged requirement id, when continued with %j, then 422 and it still waits",
  async (headers) => {
    const run = await paused();
    const decisions = [{ requirementId: "forged", action: "confirm" }];

    const problem = await problemIn(await post(run.address, { decisions }, headers));

    expect(problem).toMatchObject({ status: 422, code: "UNKNOWN_REQUIREMENT" });
    expect(await jsonIn(await fetch(`${run.server.url}/runs/${run.output.runId}`))).toMatchObject({ status: "PAUSED" });
    expect(run.notes).toEqual([]);
    await stop(run);
  },
);

test.each([
  [{}, "INVALID_INPUT", '"decisions" must be a list; it is missing.'],
  [{ decisions: {} }, "INVALID_INPUT", '"decisions" must be a list; it is an object.'],
  [{ decisions: [], instructions: "x" }, "FORBIDDEN_FIELD", '"instructions"'],
  [{ decisions: [] }, "NOTHING_DECIDED", ""],
  [{ decisions: ["yes"] }, "INVALID_DECISION", '"decisions[0]" must be an object'],
  [{ decisions: [{ action: "confirm" }] }, "INVALID_DECISION", '"decisions[0].requirementId" must be a string'],
  [{ decisions: [{ requirementId: "r" }] }, "INVALID_DECISION", '"decisions[0].action" must be one of confirm, reject'],
  [{ decisions: [{ requirementId: "r", action: "approve" }] }, "INVALID_DECISION", 'the string "approve"'],
  [{ decisions: [{ requirementId: "r", action: "confirm", args: [] }] }, "INVALID_DECISION", '"decisions[0].args"'],
  [{ decisions: [{ requirementId: "r", action: "confirm", note: "" }] }, "FORBIDDEN_FIELD", '"decisions[0].note"'],
  [{ decisions: [{ requirementId: "r", action: "reject", note: 1 }] }, "INVALID_DECISION", '"decisions[0].note"'],
  [{ decisions: [{ requirementId: "r", action: "provideInput" }] }, "INVALID_DECISION", '"decisions[0].values"'],
  [{ decisions: [{ requirementId: "r", action: "setResult" }] }, "INVALID_DECISION", '"decisions[0].result"'],
  [{ decisions: [{ requirementId: "r", action: "retry", args: {} }] }, "FORBIDDEN_FIELD", '"decisions[0].args"'],
])("given the decisions %j, when continued, then 422 %s", async (body, code, words) => {
  const run = await paused();

  const problem = await problemIn(await post(run.address, body));

  expect(problem).toMatchObject({ status: 422, code });
  expect(problem.detail).toContain(words);
  await stop(run);
});

test("given no such run, when continued, looked at or cancelled, then 404", async () => {
  await using server = await served([]);
  const decisions = [{ requirementId: "r", action: "confirm" }];

  for (const answer of [
    post(`${server.url}/runs/none/continue`, { decisions }),
    fetch(`${server.url}/runs/none`),
    fetch(`${server.url}/runs/none/cancel`, { method: "POST" }),
  ]) {
    expect(await problemIn(await answer)).toMatchObject({ status: 404, code: "RUN_NOT_FOUND" });
  }
});

test("given a run of one user, when another asks for it, then it does not exist", async () => {
  const run = await paused({ userId: "ann" });
  const decisions = [{ requirementId: run.requirementId, action: "confirm" }];
  const at = (path: string, userId: string) => `${run.server.url}/runs/${run.output.runId}${path}?userId=${userId}`;

  expect((await fetch(at("", "bob"))).status).toBe(404);
  expect((await post(at("/continue", "bob"), { decisions })).status).toBe(404);
  expect((await fetch(at("/cancel", "bob"), { method: "POST" })).status).toBe(404);
  expect((await fetch(at("", "ann"))).status).toBe(200);
  expect((await post(at("/continue", "ann"), { decisions })).status).toBe(200);
  await stop(run);
});
