import { EVENT_CATALOG } from "@definable/spec";
import type { RunEvent } from "@definable/spec";
import { failAt, show } from "./fail-at.ts";
import { jsonDifference } from "./json-difference.ts";

/**
 * Invariant 5, second part: every event survives JSON unchanged. Fields that are not enumerable, or that say themselves
 * what their JSON is (`toJSON`), are for this process only.
 */
export function checkEventJson(event: RunEvent): void {
  if (!(event.event in EVENT_CATALOG)) failAt(5, event, "expected an event of the table, found another name.");
  if (!Number.isFinite(event.createdAt)) {
    failAt(5, event, `expected createdAt in milliseconds, found ${show(event.createdAt)}.`);
  }
  const getter = Object.entries(Object.getOwnPropertyDescriptors(event)).find(([, field]) => field.get !== undefined);
  if (getter !== undefined) failAt(5, event, `expected plain fields, found a getter at ${getter[0]}.`);
  const fields = sharedFields(event);
  const problem = findNotJson(fields, "");
  if (problem !== undefined) failAt(5, event, `expected plain JSON, found ${problem}.`);
  const difference = jsonDifference(plain(fields), sharedFields(event, JSON.parse(JSON.stringify(event))));
  if (difference !== undefined) failAt(5, event, `expected the same event after JSON: ${difference}.`);
}

/** What an event with its own JSON may keep to the process, or cut. */
const IN_PROCESS: ReadonlySet<string> = new Set(["messages", "output", "sessionState", "reasoningMessages", "toJSON"]);

function sharedFields(event: RunEvent, fields: object = event): object {
  if (!speaksForItself(event)) return { ...fields };
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !IN_PROCESS.has(key)));
}

function findNotJson(value: unknown, path: string): string | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : `${String(value)} at ${path}`;
    case "object":
      return value === null ? undefined : findNotJsonWithin(value, path);
    default:
      return `a ${typeof value} at ${path}`;
  }
}

function findNotJsonWithin(value: object, path: string): string | undefined {
  if (speaksForItself(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) {
    return `a ${value.constructor.name} at ${path}`;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined && Array.isArray(value)) return `a hole at ${path}[${key}]`;
    const problem = findNotJson(inner, path === "" ? key : `${path}.${key}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** True for what has its own JSON. A Date has it as well, but reads back as text: not JSON. */
function speaksForItself(value: object): boolean {
  return "toJSON" in value && typeof value.toJSON === "function" && !(value instanceof Date);
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (speaksForItself(value)) {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  }
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
