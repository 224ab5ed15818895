import { call, calls, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { family, spawn } from "../support/family.ts";
import { notebook } from "../support/tools.ts";

const write = (text: string) => calls(call("write", { text }));
const session = { sessionId: "s", userId: "ann" };

test("what a person allowed to the agent once and for all, the sub-agents that its model starts may do", async () => {
  const desk = notebook();
  const model = family([write("a"), "Done", calls(spawn("note", "c1")), "Done"], { note: [write("b"), "written"] });
  const agent = new Agent({ model, subAgents: true, tools: [desk.write] });
  const paused = await agent.run("Go", session);
  paused.requirements[0]?.confirm({ always: true });
  await agent.continueRun(paused);

  expect((await agent.run("Go", session)).status).toBe("COMPLETED");
  expect(desk.notes).toEqual(["a", "b"]);
});

test("what a person allowed to one agent, another one with a tool of that name asks for", async () => {
  const [mine, theirs] = [notebook(), notebook()];
  const note = (text: string) => [write(text), "written"];
  const clerk = new Agent({
    name: "clerk",
    model: new ScriptedModel([...note("a"), ...note("b")]),
    tools: [theirs.write],
  });
  const ask = calls(call("clerk", { input: "note" }));
  const model = new ScriptedModel([ask, ask, "Done", write("c"), "Never"]);
  const boss = new Agent({ model, tools: [mine.write, clerk.asTool({ description: "Writes." })] });
  const paused = await boss.run("Go", session);
  paused.requirements[0]?.confirm({ always: true });

  // The second time the clerk need not ask.
  expect((await boss.continueRun(paused)).status).toBe("COMPLETED");
  expect(theirs.notes).toEqual(["a", "b"]);
  expect((await boss.run("Go", session)).status).toBe("PAUSED");
  expect(mine.notes).toEqual([]);
});
