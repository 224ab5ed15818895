import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool } from "../../src/index.ts";
import type { Decision } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const locate = tool({
  name: "locate",
  description: "Says where the person is. Their phone knows.",
  inputSchema: z.object({ precise: z.boolean() }),
  externalExecution: true,
});

const ask = calls(call("locate", { precise: true }));

test("a call that is carried out elsewhere pauses the run, and its result goes on with it", async () => {
  const { agent, model } = scripted([ask, "In Paris"], { tools: [locate] });
  const paused = await agent.run("Where am I?");
  expect(paused.requirements).toMatchObject([{ kind: "externalExecution", needsExternalExecution: true }]);

  paused.requirements[0]?.setExternalExecutionResult({ city: "Paris" });
  const output = await agent.continueRun(paused);

  expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: "tool", content: '{"city":"Paris"}' });
  expect(output.tools).toMatchObject([{ status: "completed", externalExecution: true, result: '{"city":"Paris"}' }]);
  expect(output.content).toBe("In Paris");
});

test("arguments that do not fit go back to the model, and nobody is asked", async () => {
  const { agent } = scripted([calls(call("locate", {})), "Sorry"], { tools: [locate] });

  expect((await agent.run("Where am I?")).tools).toMatchObject([{ errorCode: "TOOL_INPUT_INVALID" }]);
});

test("several kinds in one batch are answered in any order, and the model is asked when the batch is whole", async () => {
  const { write, notes } = notebook();
  const batch = calls(call("locate", { precise: false }), call("echo", { text: "x" }), call("write", { text: "hi" }));
  const { agent, model } = scripted([batch, "Done"], { tools: [locate, write, echo] });
  const paused = await agent.run("Go");
  const [where, may] = paused.requirements;

  const half = await agent.continueRun(paused.runId, {
    decisions: [{ requirementId: may?.id ?? "", action: "confirm" }],
  });
  const whole = await agent.continueRun(paused.runId, {
    decisions: [{ requirementId: where?.id ?? "", action: "setResult", result: "Rome" }],
  });

  expect(half.requirements.map(({ kind }) => kind)).toEqual(["externalExecution"]);
  expect(notes).toEqual(["hi"]);
  expect(whole.tools.map(({ result }) => result)).toEqual(["Rome", "x", "wrote hi"]);
  expect(model.callCount).toBe(2);
});

test("a decision of another kind is refused by name", async () => {
  const { agent } = scripted([ask], { tools: [locate] });
  const paused = await agent.run("Where am I?");
  const decisions: readonly Decision[] = [{ requirementId: paused.requirements[0]?.id ?? "", action: "confirm" }];

  expect(await rejection(agent.continueRun(paused.runId, { decisions }))).toMatchObject({
    code: "INVALID_DECISION",
    message: expect.stringContaining("it takes setResult or reject"),
  });
  expect(() => paused.requirements[0]?.confirm()).toThrow(/it takes setResult or reject/);
});

test("a tool with a function is no external one", () => {
  const both = { ...locate, externalExecution: true as const, execute: () => "here" };

  // @ts-expect-error an external tool has no execute
  expect(() => tool({ name: "x", description: "x", inputSchema: z.object({}), ...both })).toThrow();
});
