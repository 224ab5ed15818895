import type { CacheControlEphemeral, ContentBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { CacheLifetime } from "../claude/profile.ts";
import type { Turn } from "./write-turns.ts";

/** The mark that says: keep everything up to here. */
export function cacheMark(lifetime: CacheLifetime): CacheControlEphemeral {
  return lifetime === "5m" ? { type: "ephemeral" } : { type: "ephemeral", ttl: lifetime };
}

/** Marks the last entry of a list, in a copy: what was written is kept for the next request. */
export function markLast<Entry extends object>(entries: readonly Entry[], mark: CacheControlEphemeral): Entry[] {
  return entries.map((entry, index) => (index === entries.length - 1 ? { ...entry, cache_control: mark } : entry));
}

/**
 * Marks the ends of the last two turns of the user: the last for the next request, the one before for what the request
 * before this one has left there. The vendor finds it by himself only when it is near.
 */
export function markTurns(turns: readonly Turn[], mark: CacheControlEphemeral): readonly Turn[] {
  const users = turns.filter(({ role }) => role === "user").slice(-2);
  return turns.map((turn) => (users.includes(turn) ? { ...turn, content: markEnd(turn.content, mark) } : turn));
}

function markEnd(content: readonly ContentBlockParam[], mark: CacheControlEphemeral): ContentBlockParam[] {
  return markLast(content, mark);
}
