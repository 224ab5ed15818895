import assert from "node:assert/strict";
import { Agent, tool } from "@definable/core";
import { call, calls, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const look = tool({
  name: "look",
  description: "Looks something up.",
  inputSchema: z.object({ what: z.string() }),
  execute: ({ what }) => `Much about ${what}.`,
});
const model = new ScriptedModel([calls(call("look", { what: "Rome" })), "Rome, in short.", "Paris, too."]);
const stream = new Agent({ model, tools: [look] }).runStream("Tell me about Rome.");

// Before the next model call, and when the model is done.
const steered = stream.steer("In short, please.");
const queued = stream.queue("And Paris?");
for await (const event of stream) {
  if (event.event === "RunInputAdded") console.log(event.via, event.messages[0]?.content);
  if (event.event === "RunContent") console.log(event.content);
}
console.log("delivered:", await steered, await queued);

assert.equal((await stream.output).content, "Paris, too.");
