import type { JsonObject, JsonValue } from "@definable/spec";

/**
 * The same arguments for a tool to change as it likes, so that what events and journal tell of them stays. Flat ones come
 * back as they are: most schemas make a fresh object of those.
 */
export function copyNested(args: JsonObject): JsonObject {
  for (const key in args) {
    const value = args[key];
    if (typeof value === "object" && value !== null) return copyObject(args);
  }
  return args;
}

function copyObject(object: JsonObject): JsonObject {
  // The spread makes every key its own first, so that a key "__proto__" stays a key.
  const copy: { [key: string]: JsonValue } = { ...object };
  for (const [key, value] of Object.entries(object)) copy[key] = copyValue(value);
  return copy;
}

function copyValue(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? value.map(copyValue) : copyObject(value);
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
