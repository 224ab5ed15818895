import type { Usage } from "@definable/spec";
import type { WireUsage } from "./wire-event.ts";

/** Gives the vendor's counts the one meaning that they have here: parts are inside their sums, never beside them. */
export function toUsage(wire: WireUsage): Usage {
  const cacheReadTokens = wire.cache_read_input_tokens ?? undefined;
  const cacheWriteTokens = wire.cache_creation_input_tokens ?? undefined;
  const reasoningTokens = wire.output_tokens_details?.thinking_tokens ?? undefined;
  const inputTokens = (wire.input_tokens ?? 0) + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  const outputTokens = wire.output_tokens ?? 0;
  return {
    inputTokens,
    outputTokens,
    totalTokens: inputTokens + outputTokens,
    ...(cacheReadTokens === undefined ? {} : { cacheReadTokens }),
    ...(cacheWriteTokens === undefined ? {} : { cacheWriteTokens }),
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
  };
}

/** The counts of a stream come twice, each time of the whole: what the second leaves out stands as it was. */
export function latestUsage(before: WireUsage | undefined, now: WireUsage): WireUsage {
  const said = Object.entries(now).filter(([, count]) => count !== null && count !== undefined);
  return { ...before, ...Object.fromEntries(said) };
}

/** The sum of two counts, for an answer that took several requests. */
export function sumOf(before: Usage | undefined, now: Usage): Usage {
  if (before === undefined) return now;
  const both = { ...before, ...now };
  const sums = Object.keys(both).map((name) => [
    name,
    (before[name as keyof Usage] ?? 0) + (now[name as keyof Usage] ?? 0),
  ]);
  return { ...both, ...Object.fromEntries(sums) };
}
