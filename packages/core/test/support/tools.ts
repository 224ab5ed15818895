import { z } from "zod";
import { tool } from "../../src/index.ts";
import type { Tool } from "../../src/index.ts";

const text = z.object({ text: z.string() });

/** Says back what it is told. */
export const echo: Tool<{ text: string }, string, unknown> = tool({
  name: "echo",
  description: "Says it back.",
  inputSchema: text,
  execute: (input) => input.text,
});

/** Throws what it is told. */
export const breaks: Tool<{ text: string }, string, unknown> = tool({
  name: "breaks",
  description: "Fails.",
  inputSchema: text,
  execute: (input): string => {
    throw new Error(input.text);
  },
});

/** A tool that asks a person first, and what it wrote. */
export function notebook(): { readonly write: Tool<{ text: string }, string, unknown>; readonly notes: string[] } {
  const notes: string[] = [];
  const write = tool({
    name: "write",
    description: "Writes a note.",
    inputSchema: text,
    requiresConfirmation: true,
    execute: (input) => {
      notes.push(input.text);
      return `wrote ${input.text}`;
    },
  });
  return { write, notes };
}

/** A tool that waits at a gate, whatever its signal says, and how to see it begin and let it go. */
export function waiter(name = "wait"): {
  readonly wait: Tool<Record<string, never>, string, unknown>;
  readonly began: Promise<AbortSignal>;
  readonly go: (result?: string) => void;
} {
  const began = Promise.withResolvers<AbortSignal>();
  const gate = Promise.withResolvers<string>();
  const wait = tool({
    name,
    description: "Waits.",
    inputSchema: z.object({}),
    execute: (_input, { signal }) => {
      began.resolve(signal);
      return gate.promise;
    },
  });
  return { wait, began: began.promise, go: (result = "waited") => gate.resolve(result) };
}
