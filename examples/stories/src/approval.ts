import assert from "node:assert/strict";
import { Agent, tool } from "@definable/core";
import { call, calls, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const sent: string[] = [];
const pay = tool({
  name: "pay",
  description: "Sends money.",
  inputSchema: z.object({ to: z.string(), euros: z.number() }),
  requiresConfirmation: ({ euros }) => euros > 10,
  execute: ({ to, euros }) => `Payment ${sent.push(`${euros} to ${to}`)} is on its way.`,
});

const model = new ScriptedModel([calls(call("pay", { to: "Ada", euros: 500 })), "Ada has her 50 euros."]);
const agent = new Agent({ model, tools: [pay] });

const paused = await agent.run("Pay Ada.");
assert.equal(paused.isPaused, true);
assert.deepEqual(sent, []);

// A person looks at each call that waits, now or in a week: a paused run can be kept as JSON.
for (const requirement of paused.activeRequirements) {
  console.log("May I?", requirement.toolExecution.toolName, requirement.toolExecution.toolArgs);
  requirement.confirm({ args: { to: "Ada", euros: 50 } });
}
const output = await agent.continueRun(paused);
console.log(output.content);

assert.deepEqual(sent, ["50 to Ada"]);
