import { basename } from "node:path";
import { tool } from "@definable/core";
import type { Tool } from "@definable/core";
import { z } from "zod";
import { saveNote } from "../notes/save-note.ts";

const inputSchema = z.object({
  title: z.string().min(1).max(100).describe("What the note is called. Left out: its first words.").optional(),
  text: z.string().min(1).max(10_000).describe("What the note says."),
});

/** Writes a note into a folder. It changes something, so it runs alone and only after a person has agreed. */
export function writeNote(
  folder: string,
): Tool<{ readonly title?: string | undefined; readonly text: string }, string, unknown> {
  return tool({
    name: "write_note",
    description: "Writes a note, a memo or a reminder down and saves it. A person is asked first.",
    inputSchema,
    sequential: true,
    requiresConfirmation: true,
    execute: async ({ text, title = firstWords(text) }) => {
      const file = await saveNote(folder, title, text);
      return `The note "${title}" is saved as ${basename(folder)}/${file}.`;
    },
  });
}

function firstWords(text: string): string {
  return text
    .trim()
    .split(/\s+/)
    .slice(0, 6)
    .join(" ")
    .replace(/[.,:;!?]+$/, "");
}
