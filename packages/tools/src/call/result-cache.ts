import type { Tool, ToolCache } from "@definable/spec";
import { canonicalJson } from "../canonical-json.ts";

interface Kept {
  readonly value: unknown;
  readonly until: number;
}

const HOUR_MS = 3_600_000;
const MOST = 1_000;

/** The results of each tool: a changed copy of a tool has its own. */
const kept = new WeakMap<Tool, Map<string, Kept>>();

/** Where a result is looked up and kept. */
export interface CacheKey {
  readonly tool: Tool;
  readonly userId: string | undefined;
  readonly input: unknown;
}

/** A result that is still good; undefined when there is none. */
export function cachedResult(key: CacheKey, now: number): { readonly value: unknown } | undefined {
  const found = kept.get(key.tool)?.get(nameOf(key));
  return found !== undefined && found.until > now ? found : undefined;
}

/** Keeps a result for the same input of the same user. */
export function keepResult(key: CacheKey, value: unknown, now: number): void {
  const { ttlMs = HOUR_MS, maxEntries = MOST } = limitsOf(key.tool);
  const results = kept.get(key.tool) ?? new Map<string, Kept>();
  kept.set(key.tool, results);
  const name = nameOf(key);
  results.delete(name);
  results.set(name, { value, until: now + ttlMs });
  const [oldest] = results.keys();
  if (results.size > maxEntries && oldest !== undefined) results.delete(oldest);
}

function limitsOf({ cache }: Tool): ToolCache {
  return typeof cache === "object" ? cache : {};
}

function nameOf({ userId, input }: CacheKey): string {
  return canonicalJson([userId ?? null, input]);
}
