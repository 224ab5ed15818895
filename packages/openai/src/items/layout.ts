import type { JsonObject, JsonValue } from "@definable/spec";

/**
 * In what items a reply was said, and under which ids. The vendor takes his reasoning back only with the items that came
 * with it, in the order in which they came; what they say stands in the message.
 */
export type Layout = readonly LayoutEntry[];

/** One item of a reply. */
export type LayoutEntry = ReasoningEntry | MessageEntry | CallEntry | OtherEntry;

/** The next sealed thought. `summary` holds the lengths of the pieces of its text. */
export interface ReasoningEntry {
  readonly type: "reasoning";
  readonly id: string;
  readonly summary: readonly number[];
}

/** So many characters of the text; or the refusal. */
export interface MessageEntry {
  readonly type: "message";
  readonly id: string;
  readonly length: number;
  readonly refusal?: true;
  /** Newer models tell what they say on the way from what they say in the end. */
  readonly phase?: string;
}

/** The next call. */
export interface CallEntry {
  readonly type: "call";
  readonly id: string;
  readonly callId: string;
}

/** An item of a tool that the vendor runs himself: it goes back as it came. */
export interface OtherEntry {
  readonly type: "other";
  readonly item: JsonObject;
}

/** What stands between the pieces of a summary. */
export const PIECE_BREAK = "\n\n";

/**
 * What has to be kept of a layout; undefined for a usual one, which can be made again from the message. `server` stands for
 * the server that said it: another one of the same name cannot open what is sealed.
 */
export function keptLayout(layout: Layout, server: string): JsonValue | undefined {
  const kinds = layout.map(({ type }) => type[0]).join("");
  const hasPhase = layout.some((entry) => entry.type === "message" && entry.phase !== undefined);
  if (/^m?c*$/.test(kinds) && !hasPhase) return undefined;
  // Some servers give their items no ids: then nobody knows them again.
  if (layout.some((entry) => entry.type !== "other" && entry.id === "")) return undefined;
  // Entries are made of JSON alone.
  return { server, items: layout as unknown as JsonValue };
}

/** Reads a layout that was kept. Undefined when there is none of this server. */
export function readLayout(kept: JsonValue | undefined, server: string): Layout | undefined {
  if (!isObject(kept) || kept["server"] !== server) return undefined;
  const { items } = kept;
  // Each entry has been looked at.
  return Array.isArray(items) && items.every(isEntry) ? (items as unknown as Layout) : undefined;
}

function isEntry(entry: JsonValue): boolean {
  if (!isObject(entry)) return false;
  const { type, id, summary, length, callId, item, phase } = entry;
  if (type === "other") return isObject(item ?? null);
  if (typeof id !== "string") return false;
  if (type === "message") return isCount(length) && (phase === undefined || typeof phase === "string");
  if (type === "call") return typeof callId === "string";
  return type === "reasoning" && Array.isArray(summary) && summary.every(isCount);
}

const isCount = (value: JsonValue | undefined): boolean => Number.isInteger(value) && Number(value) >= 0;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
