import { Agent, tool } from "../../../core/src/index.ts";
import { assertEventStream, assertHistory, call, calls, collect, says, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const getWeather = tool({
  name: "get_weather",
  description: "Current weather in a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `18 degrees in ${city}`,
});
const model = new ScriptedModel([
  calls(call("get_weather", { city: "Paris" })),
  says("It is 18 degrees.", { chunkSize: 12 }),
]);
const agent = new Agent({ model, tools: [getWeather] });

const { events, output } = await collect(agent.runStream("How warm is it in Paris?"));
console.log(output.content);
for (const event of events) if (event.event === "RunContent") console.log(event.content);
console.log(model.requests[1]?.messages.at(-1)?.content);

assertEventStream(events, { output });
assertHistory(output.messages);
model.assertDone();
