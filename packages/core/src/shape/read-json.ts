import type { JsonValue } from "@definable/spec";

/** The JSON of an answer, or why there is none. */
export type ReadJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: string };

/** Reads an answer that is JSON, also from a fence that a model put around it. Never throws. */
export function readJson(text: string): ReadJson {
  const json = withoutFence(text.trim());
  if (json === "") return { ok: false, problem: "there is no text" };
  try {
    const value: JsonValue = JSON.parse(json);
    return { ok: true, value };
  } catch (error) {
    // The parser says where, and quotes a few characters of the answer.
    return { ok: false, problem: `it is not valid JSON (${error instanceof Error ? error.message : "unreadable"})` };
  }
}

/** By its first line and its end alone: a pattern over the whole would take its time over an answer of empty lines. */
function withoutFence(text: string): string {
  const firstLine = text.slice(0, Math.max(0, text.indexOf("\n")));
  const isFenced = /^```\w*\s*$/.test(firstLine) && text.endsWith("```");
  return isFenced ? text.slice(firstLine.length, -3).trim() : text;
}
