import { tool } from "@definable/core";
import type { Tool } from "@definable/core";
import { z } from "zod";
import { insideFolder } from "../files/inside-folder.ts";
import { readText } from "../files/read-text.ts";

const MAX_LINES = 200;
const MAX_CHARACTERS = 12_000;

const inputSchema = z.object({
  path: z
    .string()
    .describe("The file, by its path inside the folder.")
    .meta({ examples: ["start.md", "guides/tools.md"] }),
  fromLine: z.int().min(1).describe("The first line to show, to read on in a long file. Left out: 1.").optional(),
});

/** The text of one file of a folder, 200 lines at a time. */
export function readFile(
  root: string,
): Tool<{ readonly path: string; readonly fromLine?: number | undefined }, string, unknown> {
  return tool({
    name: "read_file",
    description: "Reads one file of the folder of documents: opens it and shows its text.",
    inputSchema,
    effect: "read",
    execute: async ({ path, fromLine = 1 }) => {
      const text = await readText(await insideFolder(root, path));
      if (text === undefined) throw new Error(`"${path}" is not a text file of at most 1 MB.`);
      return page(path, text, fromLine);
    },
  });
}

function page(path: string, text: string, fromLine: number): string {
  const lines = text.replace(/\n$/, "").split("\n");
  if (fromLine > lines.length) throw new Error(`"${path}" has ${lines.length} lines: there is no line ${fromLine}.`);
  let shown = lines.slice(fromLine - 1, fromLine - 1 + MAX_LINES);
  while (shown.length > 1 && shown.join("\n").length > MAX_CHARACTERS)
    shown = shown.slice(0, Math.ceil(shown.length / 2));
  const last = fromLine - 1 + shown.length;
  const body = shown.join("\n").slice(0, MAX_CHARACTERS);
  if (fromLine === 1 && last === lines.length) return body;
  const goOn = last < lines.length ? ` To read on, begin at line ${last + 1}.` : "";
  return `${body}\n[lines ${fromLine} to ${last} of ${lines.length}.${goOn}]`;
}
