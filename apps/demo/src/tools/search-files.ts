import { tool } from "@definable/core";
import type { Tool } from "@definable/core";
import { z } from "zod";
import { insideFolder } from "../files/inside-folder.ts";
import { searchText } from "../files/search-text.ts";

const inputSchema = z.object({
  text: z.string().min(1).max(200).describe("The words to search for. A line must hold all of them."),
});

/** Where in the files of a folder something is mentioned. */
export function searchFiles(root: string): Tool<{ readonly text: string }, string, unknown> {
  return tool({
    name: "search_files",
    description: "Searches the text of all documents: finds where something is mentioned and what they say about it.",
    inputSchema,
    effect: "read",
    execute: async ({ text }, { signal }) => {
      const words = text.split(/\s+/).filter((word) => word !== "");
      if (words.length === 0) throw new Error("There is nothing to search for: give at least one word.");
      const found = await searchText(await insideFolder(root, ""), words, signal);
      if (found.total === 0) return `No document mentions "${text}".`;
      const lines = found.hits.map((hit) => `${hit.path}:${hit.line}: ${hit.text}`);
      const count = found.total === 1 ? "1 line" : `${found.total} lines`;
      const of = found.total > lines.length ? `; the first ${lines.length}` : "";
      return `"${text}" stands in ${count} of ${found.files === 1 ? "1 file" : `${found.files} files`}${of}:\n${lines.join("\n")}`;
    },
  });
}
