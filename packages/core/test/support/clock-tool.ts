import { z } from "zod";
import { tool } from "../../src/index.ts";
import type { Tool } from "../../src/index.ts";

/** Says the time of a city. */
export const clock: Tool<{ city: string }, string, unknown> = tool({
  name: "clock",
  description: "The time in a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `Noon in ${city}`,
});
