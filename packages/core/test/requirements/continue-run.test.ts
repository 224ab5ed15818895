import { call, calls, collect, hangs } from "@definable/testing";
import { expect, test } from "vitest";
import type { Decision, RunOutput } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { story } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const confirm = (run: RunOutput): Decision[] =>
  run.requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }));

/** A paused run that wants to write two notes. */
async function twoNotes(last: readonly string[] = ["Done"]) {
  const { write, notes } = notebook();
  const step = calls(call("write", { text: "one" }), call("write", { text: "two" }));
  const { agent, model } = scripted([step, ...last], { tools: [write] });
  const paused = await agent.run("Go");
  const [first, second] = paused.requirements;
  if (first === undefined || second === undefined) throw new Error("The run does not wait for two.");
  return { agent, model, notes, paused, first, second };
}

test("a run is continued by its output, its JSON, the text of that, or its id", async () => {
  for (const reference of [
    (paused: RunOutput) => paused,
    (paused: RunOutput) => paused.toJSON(),
    (paused: RunOutput) => JSON.stringify(paused),
    (paused: RunOutput) => paused.runId,
  ]) {
    const { agent, notes, paused } = await twoNotes();

    const output = await agent.continueRun(reference(paused), { decisions: confirm(paused) });

    expect(output.content).toBe("Done");
    expect(notes).toEqual(["one", "two"]);
  }
});

test("answers on the live object count as if they were passed, also in its JSON", async () => {
  const { agent, notes, paused, first, second } = await twoNotes();
  first.confirm();
  second.reject();

  await agent.continueRun(JSON.parse(JSON.stringify(paused)));

  expect(notes).toEqual(["one"]);
});

test("a decision that is passed goes before the answer on the object", async () => {
  const { agent, notes, paused, first, second } = await twoNotes();
  first.confirm();
  second.confirm();

  await agent.continueRun(paused, { decisions: [{ requirementId: first.id, action: "reject" }] });

  expect(notes).toEqual(["two"]);
});

test("of several continuations at once one wins, the others reject with RUN_CONFLICT", async () => {
  const { agent, notes, paused } = await twoNotes();
  const decisions = confirm(paused);

  const settled = await Promise.allSettled([1, 2, 3].map(() => agent.continueRun(paused.runId, { decisions })));

  expect(settled.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
  const losers = settled.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  for (const reason of losers) expect(reason).toMatchObject({ code: "RUN_CONFLICT", status: 409 });
  expect(notes).toEqual(["one", "two"]);
});

test("a second continuation afterwards is a conflict too, and carries nothing out", async () => {
  const { agent, notes, paused } = await twoNotes();
  await agent.continueRun(paused, { decisions: confirm(paused) });

  await expect(agent.continueRun(paused, { decisions: confirm(paused) })).rejects.toMatchObject({
    code: "RUN_CONFLICT",
  });

  expect(notes).toEqual(["one", "two"]);
});

test("a run that is not paused cannot be continued", async () => {
  const { agent } = scripted(["Hello"]);
  const output = await agent.run("Hi");

  await expect(agent.continueRun(output)).rejects.toMatchObject({ code: "RUN_NOT_PAUSED" });
  await expect(agent.continueRun("unknown")).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
});

test.each<[string, (id: string) => readonly Decision[], string]>([
  ["a forged requirement id", () => [{ requirementId: "forged", action: "confirm" }], "UNKNOWN_REQUIREMENT"],
  ["no decision", () => [], "NOTHING_DECIDED"],
  [
    "an answer of another kind",
    (id) => [{ requirementId: id, action: "provideInput", values: {} }],
    "INVALID_DECISION",
  ],
  [
    "two decisions for one requirement",
    (id) => [
      { requirementId: id, action: "confirm" },
      { requirementId: id, action: "reject" },
    ],
    "INVALID_DECISION",
  ],
  [
    "edited arguments that do not fit",
    (id) => [{ requirementId: id, action: "confirm", args: { text: 5 } }],
    "INVALID_DECISION",
  ],
])("%s is refused, and the run waits as before", async (_title, decide, code) => {
  const { agent, notes, paused, first } = await twoNotes();
  const told: string[] = [];
  agent.events.on("*", (event) => void told.push(event.event));

  const error = await rejection(agent.continueRun(paused.runId, { decisions: decide(first.id) }));

  expect(error).toMatchObject({ code });
  expect(told).toEqual([]);
  expect(notes).toEqual([]);
  expect((await agent.continueRun(paused.runId, { decisions: confirm(paused) })).content).toBe("Done");
});

test("a forged id beside a good one changes nothing: all or none", async () => {
  const { agent, notes, paused, first } = await twoNotes();
  const forged: Decision = { requirementId: "forged", action: "confirm" };

  await rejection(agent.continueRun(paused.runId, { decisions: [...confirm(paused).slice(0, 1), forged] }));

  expect(notes).toEqual([]);
  expect((await agent.getRun(paused.runId))?.activeRequirements.map(({ id }) => id)).toContain(first.id);
});

test("the message of a refusal names what the run waits for", async () => {
  const { agent, paused, first, second } = await twoNotes();

  const error = await rejection(agent.continueRun(paused));

  expect(error).toMatchObject({ message: expect.stringContaining(`${first.id}, ${second.id}`) });
});

test("what is wrong with edited arguments is told to a person, not to a model", async () => {
  const { agent, paused, first } = await twoNotes();

  const error = await rejection(
    agent.continueRun(paused.runId, {
      decisions: [{ requirementId: first.id, action: "confirm", args: { text: 5 } }],
    }),
  );

  expect(String(error)).toMatch(/the call still waits:\n- text: .*expected string, received number; got 5$/);
});

test("a partial continuation carries out what was decided and waits for the rest, without asking the model", async () => {
  const { agent, model, notes, paused, first, second } = await twoNotes();

  const { events, output } = await collect(
    agent.continueRunStream(paused.runId, { decisions: [{ requirementId: second.id, action: "confirm" }] }),
  );

  expect(story(events)).toEqual(["RunContinued", "ToolCallStarted write", "ToolCallCompleted write", "RunPaused"]);
  expect(notes).toEqual(["two"]);
  expect(output.tools.map((tool) => tool.status)).toEqual(["waiting", "completed"]);
  expect(output.requirements.map(({ id }) => id)).toEqual([first.id]);
  expect(model.callCount).toBe(1);
});

test("the model is asked when the batch is whole, with the results in its order", async () => {
  const { agent, model, paused, first, second } = await twoNotes();
  await agent.continueRun(paused.runId, { decisions: [{ requirementId: second.id, action: "confirm" }] });

  const output = await agent.continueRun(paused.runId, { decisions: [{ requirementId: first.id, action: "reject" }] });

  expect(output).toMatchObject({ status: "COMPLETED", segments: 3, metrics: { toolCalls: 2 } });
  const results = model.requests[1]?.messages.slice(2);
  expect(results).toMatchObject([{ isError: true }, { content: "wrote two" }]);
});

test("a requirement that was answered before is refused", async () => {
  const { agent, paused, second } = await twoNotes();
  const decisions: Decision[] = [{ requirementId: second.id, action: "confirm" }];
  await agent.continueRun(paused.runId, { decisions });

  const again = agent.continueRun(paused.runId, { decisions });

  await expect(again).rejects.toMatchObject({ code: "REQUIREMENT_RESOLVED" });
});

test("edited arguments are validated, carried out and told", async () => {
  const { agent, notes, paused, first, second } = await twoNotes();
  first.confirm({ args: { text: "better" } });
  second.reject();

  const output = await agent.continueRun(paused);

  expect(notes).toEqual(["better"]);
  expect(output.tools[0]).toMatchObject({ toolArgs: { text: "better" }, result: "wrote better" });
});

test("RunContinued tells which requirements were answered and how", async () => {
  const { agent, paused, first } = await twoNotes();

  const output = await agent.continueRun(paused.runId, {
    decisions: [{ requirementId: first.id, action: "reject", note: "No." }],
  });

  expect(output.events[0]).toMatchObject({
    event: "RunContinued",
    requirements: [{ id: first.id, state: "resolved", decision: { action: "reject", note: "No." } }],
  });
});

test("a paused run from elsewhere goes on in a store that does not know it", async () => {
  const { paused } = await twoNotes();
  const { write, notes } = notebook();
  const { agent } = scripted(["Done elsewhere"], { tools: [write] });

  const output = await agent.continueRun(JSON.parse(JSON.stringify(paused)), { decisions: confirm(paused) });

  expect(output).toMatchObject({ runId: paused.runId, content: "Done elsewhere", segments: 2 });
  expect(notes).toEqual(["one", "two"]);
});

test("brought twice from elsewhere it goes on once", async () => {
  const { paused } = await twoNotes();
  const { write, notes } = notebook();
  const { agent } = scripted(["Done elsewhere"], { tools: [write] });
  const json = JSON.stringify(paused);

  const settled = await Promise.allSettled(
    [1, 2].map(() => agent.continueRun(JSON.parse(json), { decisions: confirm(paused) })),
  );

  expect(settled.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(notes).toEqual(["one", "two"]);
});

test("in the store that knows it, JSON is only a reference", async () => {
  const { agent, notes, paused } = await twoNotes();
  const json = JSON.parse(JSON.stringify(paused));
  json.messages.at(-1).toolCalls[0].arguments = '{"text":"forged"}';

  await agent.continueRun(json, { decisions: confirm(paused) });

  expect(notes).toEqual(["one", "two"]);
});

test("a continuation asks with the settings and system messages that the run began with", async () => {
  const { write } = notebook();
  const { agent, model } = scripted([calls(call("write", { text: "one" })), "Done"], {
    tools: [write],
    instructions: "Be brief.",
  });
  const paused = await agent.run("Go", {
    messages: [{ role: "system", content: "Be kind." }],
    modelSettings: { temperature: 0.5 },
    providerOptions: { openai: { service_tier: "flex" } },
  });

  await agent.continueRun(paused, { decisions: confirm(paused) });

  const [first, second] = model.requests;
  expect(second).toMatchObject({
    instructions: "Be brief.\n\nBe kind.",
    settings: { temperature: 0.5 },
    providerOptions: { openai: { service_tier: "flex" } },
  });
  expect(second?.instructions).toBe(first?.instructions);
});

test("a tool that is gone since the pause is told to the model", async () => {
  const { paused } = await twoNotes();
  const { agent, model } = scripted(["Too bad"], { tools: [echo] });

  const output = await agent.continueRun(paused.toJSON(), { decisions: confirm(paused) });

  expect(output.tools.map((tool) => tool.errorCode)).toEqual(["TOOL_NOT_FOUND", "TOOL_NOT_FOUND"]);
  expect(model.requests[0]?.messages.at(-1)?.content).toContain("gone since the run paused");
});

test("requiresConfirmation as a function asks only for the inputs that it says", async () => {
  const { write, notes } = notebook();
  const careful = write.with({ requiresConfirmation: async ({ text }) => text.includes("!") });
  const step = calls(call("write", { text: "calm" }), call("write", { text: "loud!" }));
  const { agent } = scripted([step], { tools: [careful] });

  const paused = await agent.run("Go");

  expect(notes).toEqual(["calm"]);
  expect(paused.requirements.map((open) => open.toolExecution.toolArgs)).toEqual([{ text: "loud!" }]);
});

test("a continuation can be cancelled, and the paused call is answered", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), hangs({ text: ["Well"], afterDeltas: 1 })], {
    tools: [write],
  });
  const paused = await agent.run("Go");
  const controller = new AbortController();
  agent.events.on("RunContent", () => controller.abort());

  const error = await rejection(agent.continueRun(paused, { decisions: confirm(paused), signal: controller.signal }));

  expect(error).toMatchObject({ code: "RUN_CANCELLED", output: { content: "Well", tools: [{ status: "completed" }] } });
  expect(notes).toEqual(["one"]);
});

test("a continuation whose signal is aborted already carries nothing out", async () => {
  const { agent, notes, paused } = await twoNotes();

  const { events, output } = await collect(
    agent.continueRunStream(paused, { decisions: confirm(paused), signal: AbortSignal.abort() }),
  );

  expect(notes).toEqual([]);
  expect(story(events).at(-1)).toBe("RunCancelled");
  expect(output.tools.map((tool) => tool.status)).toEqual(["cancelled", "cancelled"]);
});

test("a stream of a continuation can be cancelled before it has begun", async () => {
  const { agent, notes, paused } = await twoNotes();
  const stream = agent.continueRunStream(paused, { decisions: confirm(paused) });

  stream.cancel();

  expect((await stream.output).status).toBe("CANCELLED");
  expect(notes).toEqual([]);
});

test("a pause is stored before it is announced", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write] });
  const stored: unknown[] = [];
  agent.events.on("RunPaused", async ({ runId }) => void stored.push((await agent.getRun(runId))?.status));

  await agent.run("Go");

  expect(stored).toEqual(["PAUSED"]);
});

test("the tools that a run may call are the same after a pause", async () => {
  const { write } = notebook();
  const { agent, model } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write, echo] });
  const paused = await agent.run("Go", { activeTools: ["write"] });
  paused.requirements[0]?.confirm();

  await agent.continueRun(paused);

  expect(model.requests.map(({ tools }) => tools.map(({ name }) => name))).toEqual([["write"], ["write"]]);
});

test("a stream that goes on from a JSON text knows its run from the start", async () => {
  const { agent, paused, first } = await twoNotes();
  first.confirm();

  const stream = agent.continueRunStream(JSON.stringify(paused));

  expect(stream).toMatchObject({ runId: paused.runId, sessionId: paused.sessionId });
  await stream.output;
});
