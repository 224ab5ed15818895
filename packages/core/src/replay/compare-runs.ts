import type { JsonObject, RunOutputData } from "@definable/spec";
import { canonicalJson } from "@definable/tools";
import { lineDiff } from "./line-diff.ts";

/** A call, by what was asked. */
export interface ComparedCall {
  /** Which tool was called. */
  readonly toolName: string;
  /** Its arguments. */
  readonly toolArgs: JsonObject;
}

/** How two runs differ. All differences are the second less the first. */
export interface RunComparison {
  /** The answers as a unified difference of lines; empty when they are the same. */
  readonly contentDiff: string;
  /** Tokens, of all calls. */
  readonly tokenDiff: number;
  /** US dollars; undefined when the cost of either is unknown. */
  readonly costDiff: number | undefined;
  /** Seconds of work. */
  readonly durationDiff: number;
  /** The calls that only the second has, that only the first has, and that both have. */
  readonly toolCalls: {
    readonly added: readonly ComparedCall[];
    readonly removed: readonly ComparedCall[];
    readonly common: readonly ComparedCall[];
  };
}

/** What is compared: outputs of runs, live or from JSON. */
export type ComparedRun = Pick<RunOutputData, "content" | "metrics" | "tools">;

/** Compares two runs, such as a recorded one and its replay with a change. */
export function compareRuns(a: ComparedRun, b: ComparedRun): RunComparison {
  const left = [...a.tools];
  const common: ComparedCall[] = [];
  const added: ComparedCall[] = [];
  for (const { toolName, toolArgs } of b.tools) {
    const call = { toolName, toolArgs };
    const index = left.findIndex((other) => keyOf(other) === keyOf(call));
    if (index >= 0) left.splice(index, 1);
    (index >= 0 ? common : added).push(call);
  }
  const { cost: before } = a.metrics;
  const { cost: after } = b.metrics;
  return {
    contentDiff: lineDiff(a.content, b.content),
    tokenDiff: b.metrics.totalTokens - a.metrics.totalTokens,
    costDiff: before === undefined || after === undefined ? undefined : after - before,
    durationDiff: b.metrics.duration - a.metrics.duration,
    toolCalls: { added, removed: left.map(({ toolName, toolArgs }) => ({ toolName, toolArgs })), common },
  };
}

const keyOf = ({ toolName, toolArgs }: ComparedCall): string => `${toolName} ${canonicalJson(toolArgs)}`;
