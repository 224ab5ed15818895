import type { JsonObject, JsonValue } from "@definable/spec";

/** True for a plain JSON object. Only for values that come out of `JSON.parse`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a JSON array. Only for values that come out of `JSON.parse`. */
export function isArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}
