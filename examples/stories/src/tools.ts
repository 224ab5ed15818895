import assert from "node:assert/strict";
import { Agent, tool } from "@definable/core";
import { call, calls, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const temperatures = new Map([
  ["Paris", 18],
  ["Rome", 24],
]);

const getTemperature = tool({
  name: "get_temperature",
  description: "Temperature in a city, in degrees.",
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => temperatures.get(city) ?? `There is no city called ${city}.`,
});

// The model asks for both cities in one reply, so both calls run at the same time.
const model = new ScriptedModel([
  calls(call("get_temperature", { city: "Paris" }), call("get_temperature", { city: "Rome" })),
  "Rome is warmer.",
]);
const agent = new Agent({ model, tools: [getTemperature] });

const output = await agent.run("Where is it warmer, in Paris or in Rome?");
for (const { toolArgs, result } of output.tools) console.log(toolArgs, result);
console.log(output.content);

assert.deepEqual(
  output.tools.map(({ result }) => result),
  ["18", "24"],
);
assert.equal(output.content, "Rome is warmer.");
