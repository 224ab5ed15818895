import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { says, ScriptedModel, tokens } from "@definable/testing";

// Any model will do, such as "openai/gpt-4o". A scripted one needs no key.
const model = new ScriptedModel([says("Paris.", { usage: tokens(21, 2) })]);
const agent = new Agent({ model, instructions: "Answer in one word." });

const output = await agent.run("What is the capital of France?");
console.log(output.content, output.status, `${output.metrics.totalTokens} tokens`);

assert.equal(output.content, "Paris.");
assert.equal(output.metrics.totalTokens, 23);
