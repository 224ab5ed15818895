import type { JsonObject, JsonValue } from "@definable/spec";

/**
 * In what order a reply was said: "thought" and "call" stand for the next part of that kind, a number for so many
 * characters of text, an object for a block of the vendor's that has no word here. The vendor wants blocks back in the
 * order in which he sent them.
 */
export type Layout = readonly LayoutEntry[];

/** One block of a reply. */
export type LayoutEntry = "thought" | "call" | number | JsonObject;

/** Whether a layout is the usual one: thoughts, then one text, then calls. It need not be kept. */
export function isUsual(layout: Layout): boolean {
  const word = layout.map((entry) => (typeof entry === "string" ? entry[0] : typeof entry === "number" ? "n" : "x"));
  return /^t*n?c*$/.test(word.join(""));
}

/** Reads a layout that was kept. Undefined when there is none. */
export function readLayout(kept: JsonValue | undefined): Layout | undefined {
  return Array.isArray(kept) && kept.every(isEntry) ? kept : undefined;
}

function isEntry(value: JsonValue): value is LayoutEntry {
  return (
    value === "thought" ||
    value === "call" ||
    typeof value === "number" ||
    (typeof value === "object" && value !== null && !Array.isArray(value))
  );
}
