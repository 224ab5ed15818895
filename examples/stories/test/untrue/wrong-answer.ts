import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { ScriptedModel } from "@definable/testing";

const output = await new Agent({ model: new ScriptedModel(["Rome."]) }).run("What is the capital of France?");
assert.equal(output.content, "Paris.");
