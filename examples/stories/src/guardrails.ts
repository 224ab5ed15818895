import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { blockTopics, piiFilter } from "@definable/core/guardrails";
import { ScriptedModel } from "@definable/testing";

const model = new ScriptedModel(["Ask Ada: ada@example.org."]);
const agent = new Agent({ model, guardrails: [blockTopics(["lottery"]), piiFilter()] });

const blocked = await agent.run("Which lottery ticket wins?");
console.log(blocked.status, blocked.content);

const changed = await agent.run("Who knows the way?");
console.log(changed.status, changed.content);

assert.equal(changed.content, "Ask Ada: [EMAIL].");
assert.equal(model.callCount, 1);
