import { callTool, tool, toolsOf } from "@definable/tools";
import { z } from "zod";

const getWeather = tool({
  name: "get_weather",
  description: "Current weather in a city.",
  inputSchema: z.object({ city: z.string(), unit: z.enum(["C", "F"]).default("C") }),
  effect: "read",
  execute: async ({ city, unit }) => ({ city, temperature: unit === "C" ? 21 : 70 }),
});

console.log(await callTool(getWeather, { city: "Paris" }));
console.log(getWeather.with({ timeoutMs: 5_000 }).timeoutMs);
await callTool(getWeather, { town: "Paris" }).catch((error: Error) => console.log(error.message));

// The same as a decorator, for tools that share state. It needs tsc, tsx or vite: Node cannot read decorators yet.
class Notes {
  #notes: string[] = [];

  @tool({ description: "Writes a note.", inputSchema: z.object({ text: z.string() }), sequential: true })
  write({ text }: { text: string }): string {
    return `You have ${this.#notes.push(text)} note(s).`;
  }
}

for (const write of toolsOf(new Notes())) console.log(write.name, await callTool(write, { text: "Buy milk." }));
