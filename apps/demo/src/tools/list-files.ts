import { tool } from "@definable/core";
import type { Tool } from "@definable/core";
import { z } from "zod";
import { insideFolder } from "../files/inside-folder.ts";
import { walkFolder } from "../files/walk-folder.ts";

const MAX_SHOWN = 200;

const inputSchema = z.object({
  folder: z
    .string()
    .describe("A folder inside. Left out: all of it.")
    .meta({ examples: ["guides/", "guides/first-steps/"] })
    .optional(),
});

/** Which files there are in a folder. */
export function listFiles(root: string): Tool<{ readonly folder?: string | undefined }, string, unknown> {
  return tool({
    name: "list_files",
    description: "Lists which files there are in the folder of documents: their names.",
    inputSchema,
    effect: "read",
    execute: async ({ folder = "" }, { signal }) => {
      const files = await walkFolder(await insideFolder(root, folder), signal);
      if (files.length === 0) return "There are no files.";
      const shown = files.slice(0, MAX_SHOWN).join("\n");
      return files.length > MAX_SHOWN ? `${shown}\nand ${files.length - MAX_SHOWN} more` : shown;
    },
  });
}
