import type { JsonValue } from "@definable/spec";
import { isList, isObject } from "./fields.ts";

/**
 * The key that would change a prototype where the value is merged into another object: `__proto__`, or `constructor`
 * with a `prototype` in it. Undefined when there is none. Recursive: give it only what passed the depth limit.
 */
export function poisonousKey(value: JsonValue): string | undefined {
  if (isList(value)) return firstOf(value);
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, "__proto__")) return "__proto__";
  const maker = Object.hasOwn(value, "constructor") ? value["constructor"] : undefined;
  if (isObject(maker) && Object.hasOwn(maker, "prototype")) return "constructor.prototype";
  return firstOf(Object.values(value));
}

function firstOf(values: readonly JsonValue[]): string | undefined {
  for (const value of values) {
    const key = poisonousKey(value);
    if (key !== undefined) return key;
  }
  return undefined;
}
