import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { says, ScriptedModel, tokens } from "@definable/testing";

const thought = { analysis: "Seven days, one off.", approach: "Subtract, then say it.", toolPlan: [] };
const model = new ScriptedModel([
  says(JSON.stringify(thought), { usage: tokens(40, 20) }),
  says("Six days.", { usage: tokens(60, 3) }),
]);
const agent = new Agent({ model, thinking: true });

const stream = agent.runStream("I work all week but Sunday. How many days is that?");
for await (const event of stream) {
  if (event.event === "ReasoningStep") console.log(`${event.title}: ${event.reasoningContent}`);
  if (event.event === "RunContent") console.log(event.content);
}

const { metrics, reasoningSteps } = await stream.output;
console.log(metrics.totalTokens, "tokens,", metrics.purposes?.["thinking"]?.totalTokens, "of them to think");

assert.equal(reasoningSteps?.length, 1);
