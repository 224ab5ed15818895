import assert from "node:assert/strict";
import { Agent, tool } from "@definable/core";
import { call, calls, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const booked: string[] = [];
const book = tool({
  name: "book",
  description: "Books a room.",
  inputSchema: z.object({ room: z.string() }),
  requiresConfirmation: true,
  execute: ({ room }) => `Booking ${booked.push(room)}`,
});
const clerk = new Agent({
  name: "Clerk",
  model: new ScriptedModel([calls(call("book", { room: "Attic" })), "The attic is yours."]),
  tools: [book],
});

// The clerk is a tool of the host; what it asks a person is asked at the host.
const host = new Agent({
  model: new ScriptedModel([calls(call("clerk", { input: "Book a quiet room." })), "You have the attic."]),
  tools: [clerk.asTool({ description: "Books rooms." })],
});

const paused = await host.run("I need a quiet room.");
const [question] = paused.requirements;
console.log("May I?", question?.toolExecution.toolName, question?.toolExecution.toolArgs);
assert.equal(question?.subAgentCallId, paused.tools[0]?.toolCallId);
question?.confirm();
const output = await host.continueRun(paused);
console.log(output.content, output.metrics.modelCalls, output.metrics.purposes?.["subAgents"]?.modelCalls);

assert.deepEqual(booked, ["Attic"]);
