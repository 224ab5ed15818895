import type { JsonValue } from "@definable/spec";

/** The JSON of an answer, or why there is none. */
export type ReadJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: string };

/** Reads an answer that is JSON, also from a fence that a model put around it. Never throws. */
export function readJson(text: string): ReadJson {
  const [, fenced] = /^\s*```\w*\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text) ?? [];
  const json = fenced ?? text;
  if (json.trim() === "") return { ok: false, problem: "there is no text" };
  try {
    const value: JsonValue = JSON.parse(json);
    return { ok: true, value };
  } catch (error) {
    // The parser says where, and quotes a few characters of the answer.
    return { ok: false, problem: `it is not valid JSON (${error instanceof Error ? error.message : "unreadable"})` };
  }
}
