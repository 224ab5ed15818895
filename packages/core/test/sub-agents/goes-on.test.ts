import { call, calls, ScriptedModel } from "@definable/testing";
import type { ModelRequest } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { Agent, tool } from "../../src/index.ts";
import { family, spawn } from "../support/family.ts";
import { asJson } from "../invariants/play.ts";
import { notebook } from "../support/tools.ts";

const milk = calls(call("write", { text: "milk" }, "w1"));

test("a sub-agent works by the instructions that it was started with, in another process too", async () => {
  const { write } = notebook();
  const told: (string | undefined)[] = [];
  const child = ({ instructions }: ModelRequest): string => {
    told.push(instructions);
    return "written";
  };
  const start = calls(call("spawn_agent", { goal: "note", instructions: "Be a clerk." }, "c1"));
  const here = { subAgents: true, tools: [write], instructions: "Be a boss." } as const;
  const paused = await new Agent({ ...here, model: family([start], { note: [milk] }) }).run("Go");
  const decisions = paused.requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }) as const);

  await new Agent({ ...here, model: family(["Done"], { note: [child] }) }).continueRun(asJson(paused), { decisions });

  expect(told).toEqual(["Be a clerk."]);
});

test("a sub-agent goes on with the model of its run", async () => {
  const { write } = notebook();
  const other = new ScriptedModel([]);
  const model = family([calls(spawn("note", "c1")), "Done"], { note: [milk, "written"] });
  const agent = new Agent({ model: other, subAgents: true, tools: [write] });
  const paused = await agent.run("Go", { model });
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(output.tools[0]?.result).toBe("written");
});

test("an answer that came in time counts, however late the sub-agent comes to it", async () => {
  let now = 1_000_000;
  const clock = { now: () => now };
  const { write, notes } = notebook();
  const slow = tool({
    name: "slow",
    description: "Takes two minutes.",
    inputSchema: z.object({}),
    requiresConfirmation: true,
    execute: () => {
      now += 120_000;
      return "slow";
    },
  });
  const tools = [write.with({ decideWithinMs: 60_000 })];
  const clerk = new Agent({ name: "clerk", model: new ScriptedModel([milk, "written"]), tools, ...clock });
  const ask = calls(call("slow", {}, "s"), call("clerk", { input: "note" }, "k"));
  const asTool = clerk.asTool({ description: "Writes." });
  const boss = new Agent({ model: new ScriptedModel([ask, "Done."]), tools: [slow, asTool], ...clock });
  const paused = await boss.run("Go");
  for (const requirement of paused.requirements) requirement.confirm();

  const output = await boss.continueRun(paused);

  expect(output.tools.map(({ result }) => result)).toEqual(["slow", "written"]);
  expect(notes).toEqual(["milk"]);
});

test("that a person agreed to the call of an agent stays in the record when that agent asks as well", async () => {
  const { write } = notebook();
  const clerk = new Agent({ name: "clerk", model: new ScriptedModel([milk, "written"]), tools: [write] });
  const model = new ScriptedModel([calls(call("clerk", { input: "note" }, "k")), "Done."]);
  const boss = new Agent({ model, tools: [clerk.asTool({ description: "Writes.", requiresConfirmation: true })] });
  const first = await boss.run("Go");
  first.requirements[0]?.confirm();
  const second = await boss.continueRun(first);
  second.requirements[0]?.confirm();

  const output = await boss.continueRun(second);

  expect(output.tools).toMatchObject([{ status: "completed", requiresConfirmation: true, confirmed: true }]);
});

test("whatever a hook makes of a result, an agent that waits is no result yet", async () => {
  const { write, notes } = notebook();
  const clerk = new Agent({ name: "clerk", model: new ScriptedModel([milk, "written"]), tools: [write] });
  const hook = async (_call: unknown, next: () => Promise<unknown>): Promise<unknown> => ({
    content: `<${Object(await next()).content}>`,
  });
  const asTool = clerk.asTool({ description: "Writes.", hooks: [hook] });
  const boss = new Agent({
    model: new ScriptedModel([calls(call("clerk", { input: "note" })), "Done."]),
    tools: [asTool],
  });
  const paused = await boss.run("Go");
  paused.requirements[0]?.confirm();

  const output = await boss.continueRun(paused);

  expect(output.tools).toMatchObject([{ status: "completed", result: "<written>" }]);
  expect(notes).toEqual(["milk"]);
});
