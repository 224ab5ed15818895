import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { ScriptedModel } from "@definable/testing";

const model = new ScriptedModel(["Nice to meet you, Ada.", "You are Ada.", "I do not know."]);
const agent = new Agent({ model });

// Runs of one session are one conversation. Each user has their own.
await agent.run("I am Ada.", { sessionId: "chat", userId: "ada" });
const known = await agent.run("Who am I?", { sessionId: "chat", userId: "ada" });
const stranger = await agent.run("Who am I?", { sessionId: "chat", userId: "bob" });
console.log(known.content, `${known.messages.length} messages`);
console.log(stranger.content, `${stranger.messages.length} messages`);

assert.equal(known.messages.length, 4);
assert.equal(stranger.messages.length, 2);
