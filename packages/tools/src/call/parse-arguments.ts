import type { JsonObject } from "@definable/spec";
import { reasonOf } from "../reason-of.ts";
import { shorten } from "../shorten.ts";

/** What the text of a tool call's arguments turned out to be. `error` is written for the model that sent the text. */
export type ParsedArguments =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly error: string };

/** Deeper JSON would end the stack of whoever walks or prints it next. */
const MAX_DEPTH = 64;

const EXAMPLE = 'Send the arguments as one JSON object, such as {"name":"value"}.';

/**
 * Reads the arguments that a model wrote for a tool call. Empty text counts as `{}`. Never throws: text that is not
 * JSON, is not an object, is nested more than 64 levels deep, holds a number too large for JavaScript, or a key that
 * could reach a prototype, gives `ok: false`. Nothing is repaired or guessed.
 */
export function parseArguments(text: string): ParsedArguments {
  if (text === "" || text.trim() === "") return { ok: true, value: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, error: `The arguments are not valid JSON (${reasonOf(error)}). ${EXAMPLE}` };
  }
  if (!isObject(value)) {
    return { ok: false, error: `The arguments are ${kindOf(value)}, not a JSON object. ${EXAMPLE}` };
  }
  const problem = problemIn(value, 1);
  if (problem !== undefined) return { ok: false, error: `${problem} ${EXAMPLE}` };
  // JSON.parse gave a plain object, so everything inside is JSON.
  return { ok: true, value: value as JsonObject };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value}`;
}

function problemIn(value: object, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `The arguments are nested more than ${MAX_DEPTH} levels deep.`;
  if (Array.isArray(value)) return problemInItems(value, depth);
  // JSON.parse makes own keys only, so for-in sees exactly what the model sent, and is the fastest way through it.
  for (const key in value) {
    if (key === "__proto__") return 'The arguments hold the key "__proto__", which is not allowed.';
    const item: unknown = (value as Record<string, unknown>)[key];
    if (typeof item === "number") {
      if (!Number.isFinite(item)) return `The number at "${shorten(key, 80)}" is too large.`;
    } else if (typeof item === "object" && item !== null) {
      if (key === "constructor" && Object.hasOwn(item, "prototype")) {
        return 'The arguments hold the keys "constructor" and "prototype", which are not allowed together.';
      }
      const problem = problemIn(item, depth + 1);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

/** Apart, because for-in over a list makes a text of each index, and slows the loop above for ever after. */
function problemInItems(items: readonly unknown[], depth: number): string | undefined {
  for (const item of items) {
    if (typeof item === "number") {
      if (!Number.isFinite(item)) return "A number in a list is too large.";
    } else if (typeof item === "object" && item !== null) {
      const problem = problemIn(item, depth + 1);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}
