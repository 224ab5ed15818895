import { tool } from "@definable/core";
import type { Tool } from "@definable/core";
import { z } from "zod";
import { clockText } from "../time/clock-text.ts";
import { zoneOf } from "../time/zone-of.ts";

const inputSchema = z.object({
  place: z
    .string()
    .describe("A city, a country or a time zone. Left out: where the server is.")
    .meta({ examples: ["Tokyo", "New York", "Europe/Berlin"] })
    .optional(),
});

/** The date and time in any zone. `now` is the clock; default: the machine's. */
export function currentTime(
  now: () => Date = () => new Date(),
): Tool<{ readonly place?: string | undefined }, string, unknown> {
  return tool({
    name: "current_time",
    description: "Tells what time it is now, and the date and weekday of today, in a city, country or time zone.",
    inputSchema,
    effect: "read",
    execute: async ({ place }) => {
      const moment = now();
      if (place === undefined) {
        return `Here it is ${clockText(Intl.DateTimeFormat().resolvedOptions().timeZone, moment)}`;
      }
      return `${place}: ${clockText(zoneOf(place, moment), moment)}`;
    },
  });
}
