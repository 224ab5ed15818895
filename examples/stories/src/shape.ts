import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { says, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const Trip = z.object({
  city: z.string(),
  days: z.number().int().positive(),
  sights: z.array(z.string()).describe("What to see, best first."),
});

// The first answer has no days, so the model is told so and answers again.
const model = new ScriptedModel([
  '{"city":"Rome","sights":[]}',
  says(['{"city":"Rome","days":2,', '"sights":["Pantheon","Tre', 'vi fountain"]}']),
]);
const agent = new Agent({ model });

const stream = agent.runStream("Plan a short trip to Rome.", { outputSchema: Trip });
for await (const event of stream) {
  if (event.event === "RunContent") console.log(event.partial);
  if (event.event === "RunInputAdded") console.log(event.via);
}

const { parsed } = await stream.output;
console.log(parsed?.sights.join(", "));

assert.equal(parsed?.days, 2);
