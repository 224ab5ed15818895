import type { Decision, Entry, NewRun, Requirement, RequirementAnswer } from "@definable/spec";
import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { MemoryStore } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook, waiter } from "../support/tools.ts";

const owner = { owner: "me", ttlMs: 1_000 };
const run: NewRun = { runId: "r", sessionId: "s", agentId: "a", createdAt: 0 };
const created: Entry = { v: 1, eventSeq: 0, kind: "run.created", input: { messages: [] } };
const note: Entry = { v: 1, eventSeq: 1, kind: "model.started", turn: 1 };
const requirement = { id: "q" } as Requirement;
const opened: Entry = { v: 1, eventSeq: 2, kind: "requirement.opened", requirement };
const code = (name: string): unknown => expect.objectContaining({ code: name });

/** A store with one run, which its maker holds. */
function oneRun(): MemoryStore["runs"] {
  const { runs } = new MemoryStore();
  runs.create(run, [created], owner);
  return runs;
}

test("past 10,000 ended runs the one that ended longest ago is forgotten", async () => {
  const { agent } = scripted(() => "Hello", { keepEvents: false });
  for (let index = 0; index <= 10_000; index += 1) await agent.run("Hi", { runId: `${index}` });

  expect(await agent.getRun("0")).toBeUndefined();
  expect((await agent.getRun("1"))?.content).toBe("Hello");
  expect((await agent.getRun("10000"))?.content).toBe("Hello");
});

test("paused and running runs are never forgotten", async () => {
  const { write } = notebook();
  const slow = waiter();
  const script = [calls(call("write", { text: "one" })), calls(call("wait")), "Ended", "Ended", "Woken", "Written"];
  const { agent } = scripted(script, { tools: [write, slow.wait], store: new MemoryStore({ maxEndedRuns: 1 }) });
  const paused = await agent.run("Go");
  const running = agent.runStream("Go", { runId: "running" });
  await slow.began;
  await agent.run("Go", { runId: "first" });
  await agent.run("Go", { runId: "second" });

  expect(await agent.getRun("first")).toBeUndefined();
  expect(await agent.getRun("running")).toMatchObject({ status: "RUNNING" });
  slow.go();
  expect((await running.output).content).toBe("Woken");
  const decisions = paused.requirements.map(({ id }): Decision => ({ requirementId: id, action: "confirm" }));
  expect((await agent.continueRun(paused.runId, { decisions })).content).toBe("Written");
});

test("maxEndedRuns: 0 keeps no run that ended", async () => {
  const { agent } = scripted(["Hello"], { store: new MemoryStore({ maxEndedRuns: 0 }) });

  const { runId } = await agent.run("Hi");

  expect(await agent.getRun(runId)).toBeUndefined();
});

function titleOf(entry: Entry): string {
  if (entry.kind === "model.done" && entry.later !== undefined) return `model.done, later ${entry.later.join(" ")}`;
  return "callId" in entry ? `${entry.kind} ${entry.callId}` : entry.kind;
}

test("the journal of a tool run is written before what it announces happens", async () => {
  const store = new MemoryStore();
  const slow = waiter();
  const { agent } = scripted([calls(call("echo", { text: "x" }), call("wait"))], { tools: [echo, slow.wait], store });
  const stream = agent.runStream("Go", { runId: "r" });
  await slow.began;

  const entries = store.runs.read("r")?.entries.map(titleOf);
  stream.cancel();
  await stream.output;

  expect(entries).toEqual(["run.created", "model.done", "tool.done call_1_1"]);
});

test("the start of a call that comes later is written when its turn comes", async () => {
  const store = new MemoryStore();
  const slow = waiter();
  const alone = slow.wait.with({ sequential: true });
  const { agent } = scripted([calls(call("wait"), call("echo", { text: "x" }))], { tools: [echo, alone], store });
  const stream = agent.runStream("Go", { runId: "r" });
  await slow.began;

  const entries = store.runs.read("r")?.entries.map(titleOf);
  stream.cancel();
  await stream.output;

  expect(entries?.slice(1)).toEqual(["model.done, later call_1_1", "tool.done call_1_2", "tool.started call_1_1"]);
});

test("an ended run keeps its last entry only", async () => {
  const store = new MemoryStore();
  const { agent } = scripted([calls(call("echo", { text: "x" })), "Done"], { tools: [echo], store });

  await agent.run("Go", { runId: "r" });

  expect(store.runs.read("r")?.entries).toMatchObject([{ kind: "run.ended", output: { content: "Done" } }]);
});

test("who decided, and what, is in the journal", async () => {
  const store = new MemoryStore();
  const { write } = notebook();
  const step = calls(call("write", { text: "one" }), call("write", { text: "two" }));
  const { agent } = scripted([step], { tools: [write], store, now: () => 5 });
  const paused = await agent.run("Go");
  const decision = { requirementId: paused.requirements[0]?.id ?? "", action: "reject" } as const;

  await agent.continueRun(paused, { decisions: [decision], decidedBy: "ada" });

  const resolved = store.runs.read(paused.runId)?.entries.filter((entry) => entry.kind === "requirement.resolved");
  expect(resolved).toMatchObject([{ decision, by: "ada", at: 5 }]);
});

test("an id can be taken once", () => {
  expect(() => oneRun().create(run, [created], owner)).toThrow(code("RUN_EXISTS"));
});

test("only the holder appends, and only where he believes to be", () => {
  const runs = oneRun();

  expect(runs.append({ runId: "r", epoch: 1, expectedEntry: 1 }, [note])).toBe(2);
  expect(() => runs.append({ runId: "r", epoch: 1, expectedEntry: 1 }, [note])).toThrow(code("RUN_CONFLICT"));
  expect(() => runs.append({ runId: "r", epoch: 0, expectedEntry: 2 }, [note])).toThrow(code("STORE_FENCED"));
  expect(() => runs.append({ runId: "other", epoch: 1, expectedEntry: 1 }, [note])).toThrow(code("RUN_NOT_FOUND"));
});

test("a paused run can be claimed once, and its former holder is fenced off", () => {
  const runs = oneRun();
  expect(() => runs.claim("r", owner)).toThrow(code("RUN_CONFLICT"));
  runs.release({ runId: "r", epoch: 1, expectedEntry: 1 }, { status: "PAUSED", entries: [note] });

  expect(runs.claim("r", owner)).toEqual({ epoch: 2, entries: [created, note] });

  expect(() => runs.claim("r", owner)).toThrow(code("RUN_CONFLICT"));
  expect(() => runs.append({ runId: "r", epoch: 1, expectedEntry: 2 }, [note])).toThrow(code("STORE_FENCED"));
  expect(() => runs.renew("r", 1, 1_000)).toThrow(code("STORE_FENCED"));
  expect(() => runs.renew("r", 2, 1_000)).not.toThrow();
  expect(() => runs.claim("other", owner)).toThrow(code("RUN_NOT_FOUND"));
});

test("who released may release once more, until somebody claims the run", () => {
  const runs = oneRun();
  const at = (expectedEntry: number): Parameters<typeof runs.release>[0] => ({ runId: "r", epoch: 1, expectedEntry });
  runs.release(at(1), { status: "PAUSED", entries: [note] });

  runs.release(at(2), { status: "CANCELLED", entries: [note] });

  expect(runs.read("r")?.status).toBe("CANCELLED");
  expect(() => runs.claim("r", owner)).toThrow(code("RUN_CONFLICT"));
});

test("a run that is released twice counts once among the ended ones", () => {
  const { runs } = new MemoryStore({ maxEndedRuns: 2 });
  const end = (runId: string, expectedEntry: number): void =>
    runs.release({ runId, epoch: 1, expectedEntry }, { status: "COMPLETED", entries: [note] });
  for (const runId of ["a", "b"]) runs.create({ ...run, runId }, [created], owner);
  end("a", 1);
  end("a", 1);

  end("b", 1);

  expect(runs.read("a")?.status).toBe("COMPLETED");
  expect(runs.read("b")?.status).toBe("COMPLETED");
});

test("requirements are answered all or none, and each once", () => {
  const runs = oneRun();
  runs.append({ runId: "r", epoch: 1, expectedEntry: 1 }, [opened]);
  const confirm = (requirementId: string): RequirementAnswer => ({
    decision: { requirementId, action: "confirm" },
    resolution: { by: "ada", at: 5 },
  });

  expect(runs.resolve("r", [confirm("q"), confirm("forged")])).toBe("gone");
  expect(runs.resolve("r", [confirm("q")])).toBe("applied");
  expect(runs.resolve("r", [confirm("q")])).toBe("conflict");
  expect(runs.read("r", 2)?.entries).toMatchObject([{ kind: "requirement.resolved", by: "ada" }]);
});

test("what is read is a copy of the list", () => {
  const runs = oneRun();
  const { entries = [] } = runs.read("r") ?? {};
  runs.append({ runId: "r", epoch: 1, expectedEntry: 1 }, [note]);

  expect(entries).toEqual([created]);
  expect(runs.read("r", 1)?.entries).toEqual([note]);
  expect(runs.read("other")).toBeUndefined();
});

test("a cancel can be asked of a run that has not ended", () => {
  const runs = oneRun();
  const by = { by: "ada", at: 5 };

  expect(runs.requestCancel("other", by)).toBe(false);
  expect(runs.requestCancel("r", by)).toBe(true);
  runs.release({ runId: "r", epoch: 1, expectedEntry: 1 }, { status: "PAUSED", entries: [note] });
  expect(runs.requestCancel("r", by)).toBe(true);
  runs.release({ runId: "r", epoch: 1, expectedEntry: 3 }, { status: "COMPLETED", entries: [note] });
  expect(runs.requestCancel("r", by)).toBe(false);
});

test("nobody else can hold a claim on this memory, so none is stale", () => {
  expect(oneRun().listStale(Number.MAX_SAFE_INTEGER)).toEqual([]);
});
