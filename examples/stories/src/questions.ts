import assert from "node:assert/strict";
import { Agent, tool } from "@definable/core";
import { call, calls, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const pay = tool({
  name: "pay",
  description: "Pays a bill.",
  inputSchema: z.object({ euros: z.number() }),
  requiresConfirmation: true,
  execute: ({ euros }) => `${euros} euros are paid.`,
});
const book = tool({
  name: "book",
  description: "Books a seat.",
  inputSchema: z.object({ city: z.string(), passport: z.string() }),
  userInputFields: ["passport"], // A person fills it in, and the model never sees it.
  execute: ({ city, passport }) => `Booked to ${city} with ${passport}.`,
});
const weigh = tool({
  name: "weigh",
  description: "Weighs the parcel.",
  inputSchema: z.object({}),
  externalExecution: true, // Carried out elsewhere: somebody gives the result.
});

const tools = [pay, book, weigh];
const asks = calls(call("pay", { euros: 40 }), call("book", { city: "Rome" }), call("weigh", {}));
const asked = new Agent({ model: new ScriptedModel([asks]), tools });
const paused = await asked.run("Pay, book, weigh.");
for (const { kind, toolExecution } of paused.requirements) console.log(kind, toolExecution.toolName);

// Perhaps days later, in another process: the paused run is JSON, and so are the answers.
const json = JSON.stringify(paused);
const [yes, seat, weight] = paused.requirements.map(({ id }) => id);
assert(yes && seat && weight);

const later = new Agent({ model: new ScriptedModel(["All is done."]), tools });
later.events.on("RunContinued", ({ requirements }) =>
  console.log(requirements.map(({ toolExecution, resolution }) => `${toolExecution.toolName} by ${resolution?.by}`)),
);
const half = await later.continueRun(json, {
  decisions: [
    { requirementId: yes, action: "confirm" },
    { requirementId: seat, action: "provideInput", values: { passport: "P1" } },
  ],
  decidedBy: "ada",
});
console.log(half.status, half.activeRequirements.length);

const output = await later.continueRun(half, {
  decisions: [{ requirementId: weight, action: "setResult", result: "2 kg" }],
});
for (const { result } of output.tools) console.log(result);

assert.equal(output.content, "All is done.");
