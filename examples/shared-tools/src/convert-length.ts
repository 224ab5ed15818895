import { tool } from "@definable/tools";
import { z } from "zod";

const metresIn = { feet: 0.3048, miles: 1609.344 };

/** A tool of a function. */
export const convertLength = tool({
  name: "convert_length",
  description: "Converts metres to feet or miles.",
  inputSchema: z.object({ metres: z.number(), unit: z.enum(["feet", "miles"]) }),
  effect: "read",
  execute: ({ metres, unit }) => ({ value: Number((metres / metresIn[unit]).toFixed(2)), unit }),
});
