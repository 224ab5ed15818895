import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { says, ScriptedModel } from "@definable/testing";

const model = new ScriptedModel([says(["Once", " upon", " a time."])]);
const agent = new Agent({ model });

const stream = agent.runStream("Tell me a story.");
for await (const event of stream) {
  switch (event.event) {
    case "RunContent":
      console.log(event.content);
      break;
    case "RunCompleted":
      console.log(`done: ${event.status}`);
      break;
    default: // Other events, and new ones of later versions.
  }
}

const output = await stream.output;
assert.equal(output.content, "Once upon a time.");
