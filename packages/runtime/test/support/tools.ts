import { tool } from "@definable/core";
import type { Tool } from "@definable/spec";
import { z } from "zod";

/** A tool that asks first, and what it wrote. */
export function notebook(): { readonly writeNote: Tool<{ text: string }, string, unknown>; readonly notes: string[] } {
  const notes: string[] = [];
  const writeNote = tool({
    name: "write_note",
    description: "Writes a note.",
    inputSchema: z.object({ text: z.string() }),
    requiresConfirmation: true,
    execute: ({ text }) => {
      notes.push(text);
      return `Wrote: ${text}`;
    },
  });
  return { writeNote, notes };
}

/** A tool that waits until its run is cancelled, with what tells that it began and that it was told to stop. */
export function endless(): {
  readonly wait: Tool<Record<string, never>, string, unknown>;
  readonly began: Promise<void>;
  readonly stopped: Promise<void>;
} {
  const began = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  const wait = tool({
    name: "wait",
    description: "Waits for ever.",
    inputSchema: z.object({}),
    execute: (_input, { signal }) =>
      new Promise<string>((resolve) => {
        signal.addEventListener("abort", () => {
          stopped.resolve();
          resolve("stopped");
        });
        began.resolve();
      }),
  });
  return { wait, began: began.promise, stopped: stopped.promise };
}
