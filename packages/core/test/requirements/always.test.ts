import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { MemoryStore } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";

const ask = calls(call("write", { text: "hi" }));

test("what a person allowed once and for all is not asked again in this session", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([ask, ask, "Done", ask, "Again"], { tools: [write] });
  const paused = await agent.run("Go", { sessionId: "s" });
  paused.requirements[0]?.confirm({ always: true });

  const first = await agent.continueRun(paused);
  const second = await agent.run("Go", { sessionId: "s" });

  expect([first.content, second.content]).toEqual(["Done", "Again"]);
  expect(notes).toEqual(["hi", "hi", "hi"]);
});

test("another session, and the same of another user, is asked", async () => {
  const { write } = notebook();
  const { agent } = scripted([ask, "Done", ask, ask], { tools: [write] });
  const paused = await agent.run("Go", { sessionId: "s", userId: "ada" });
  paused.requirements[0]?.confirm({ always: true });
  await agent.continueRun(paused);

  expect((await agent.run("Go", { sessionId: "t", userId: "ada" })).status).toBe("PAUSED");
  expect((await agent.run("Go", { sessionId: "s", userId: "bob" })).status).toBe("PAUSED");
});

test("without a session nothing could remember it", async () => {
  const { write } = notebook();
  const { agent } = scripted([ask], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm({ always: true });

  expect(await rejection(agent.continueRun(paused))).toMatchObject({ code: "INVALID_DECISION" });
});

test("the record says who decided, when, through what, and the hash of what was decided on", async () => {
  const { write } = notebook();
  const store = new MemoryStore();
  const { agent } = scripted([calls(call("write", { text: "a" }), call("write", { text: "b" }))], {
    tools: [write],
    store,
    now: () => 7,
  });
  const paused = await agent.run("Go", { runId: "r" });
  const [one, two] = paused.requirements;
  const decide = (id: string | undefined, args: { text: string }) =>
    agent.continueRun("r", {
      decisions: [{ requirementId: id ?? "", action: "confirm", args }],
      decidedBy: "ada",
      decidedThrough: "telegram",
    });

  const half = await decide(one?.id, { text: "b" });

  const record = store.runs.read("r")?.entries.find(({ kind }) => kind === "requirement.resolved");
  expect(record).toMatchObject({
    by: "ada",
    at: 7,
    through: "telegram",
    argsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(half.events[0]).toMatchObject({ requirements: [{ resolution: { by: "ada", through: "telegram" } }] });
  expect(two?.id).toBe(half.requirements[0]?.id);
});
