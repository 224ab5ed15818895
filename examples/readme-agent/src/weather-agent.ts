import { Agent, tool } from "@definable/core";
import { z } from "zod";

const getWeather = tool({
  name: "get_weather",
  description: "Current weather in a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `18 degrees and clear in ${city}`,
});
const agent = new Agent({ model: "openai/gpt-4o", tools: [getWeather] });
console.log((await agent.run("What is the weather in Paris?")).content);
