import { show } from "./fail-at.ts";

/**
 * The first place where two values differ as JSON, in words, or undefined when they are the same. A property that is
 * undefined counts as absent.
 */
export function jsonDifference(expected: unknown, found: unknown, path = ""): string | undefined {
  if (Object.is(expected, found)) return undefined;
  if (Array.isArray(expected) && Array.isArray(found) && expected.length !== found.length) {
    return `${at(path)}expected ${expected.length} entries, found ${found.length}: ${show(found)}`;
  }
  if (!isObject(expected) || !isObject(found) || Array.isArray(expected) !== Array.isArray(found)) {
    return `${at(path)}expected ${show(expected)}, found ${show(found)}`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const inner = Array.isArray(expected) ? `${path}[${key}]` : `${path}.${key}`;
    const difference = jsonDifference(expected[key], found[key], inner);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function at(path: string): string {
  return path === "" ? "" : `${path.replace(/^\./, "")}: `;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
