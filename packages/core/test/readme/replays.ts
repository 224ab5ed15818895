import { Agent, tool } from "../../src/index.ts";
import { compareRuns } from "../../src/replay/index.ts";
import { call, calls, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const getWeather = tool({
  name: "get_weather",
  description: "The weather in a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: () => "sun",
});
const model = new ScriptedModel([calls(call("get_weather", { city: "Paris" }, "c1")), "It is sunny."]);
const recorded = await new Agent({ model, tools: [getWeather] }).run("How is Paris?");
const record = JSON.stringify(recorded.toJSON({ events: true }));

// Later, perhaps elsewhere: nothing is asked and nothing is carried out.
const agent = new Agent({ model: new ScriptedModel(["Take an umbrella."]), tools: [getWeather] });
const same = await agent.replay(record);
console.log(same.output.content, same.difference ?? "to the byte");

// With another result the model is asked what it makes of that.
const other = await agent.replay(record, { results: { c1: "rain" } });
console.log(other.output.content, `differs from event ${other.difference?.seq} on`);
console.log(compareRuns(recorded, other.output).contentDiff);
