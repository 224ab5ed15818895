import assert from "node:assert/strict";
import { Agent, AgentCancelled } from "@definable/core";
import { hangs, ScriptedModel } from "@definable/testing";

// A model that says something and then takes for ever.
const model = new ScriptedModel([hangs({ text: "Let me think", afterDeltas: 1 })]);
const agent = new Agent({ model });

const stop = new AbortController();
agent.events.on("RunContent", () => stop.abort());

const error = await agent
  .run("What is the meaning of life?", { signal: stop.signal })
  .catch((thrown: unknown) => thrown);
assert.ok(error instanceof AgentCancelled);
console.log(error.output?.status, error.output?.content);

assert.equal(error.output?.status, "CANCELLED");
assert.equal(error.output?.content, "Let me think");
