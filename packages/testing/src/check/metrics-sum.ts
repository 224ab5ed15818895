import type { Metrics, Usage } from "@definable/spec";
import { failAt, show } from "./fail-at.ts";
import type { ModelTurn } from "./model-turns.ts";
import type { ReadRun } from "./read-run.ts";
import type { TerminalEvent } from "./run-record.ts";

const TOKENS = [
  "inputTokens",
  "outputTokens",
  "totalTokens",
  "cacheReadTokens",
  "cacheWriteTokens",
  "reasoningTokens",
  "audioInputTokens",
  "audioOutputTokens",
] as const satisfies readonly (keyof Usage & keyof Metrics)[];

/** Steps that may ask a model without a `ModelCallStarted` of this run, so that the metrics hold more than its sum. */
const OTHER_USERS: ReadonlySet<string> = new Set([
  "ReasoningStep",
  "MemoryUpdateStarted",
  "SessionSummaryStarted",
  "CompressionStarted",
  "SubAgentSpawned",
]);

/** The metrics of a terminal event are the sum of the model calls up to it, over all segments. */
export function checkMetrics({
  run,
  terminal,
  turns,
}: {
  readonly run: ReadRun;
  readonly terminal: TerminalEvent;
  readonly turns: readonly ModelTurn[];
}): void {
  const { metrics } = terminal;
  const before = run.segments.flatMap((segment) => segment.events).filter((event) => event.seq < terminal.seq);
  const isExact = run.fromStart && !before.some((event) => OTHER_USERS.has(event.event));
  const check = (field: keyof Metrics, sum: number): void => {
    const found = metrics[field];
    const isRight = found !== undefined && (isExact ? found === sum : found >= sum);
    if (!isRight)
      failAt(5, terminal, `expected metrics.${field} ${isExact ? "" : "at least "}${sum}, found ${show(found)}.`);
  };
  for (const field of TOKENS)
    check(
      field,
      turns.reduce((sum, turn) => sum + (turn.completed.usage?.[field] ?? 0), 0),
    );
  check("modelCalls", turns.length);
  check(
    "toolCalls",
    before.filter((event) => event.event === "ToolCallCompleted" || event.event === "ToolCallError").length,
  );
  if (isExact) checkCost(terminal, turns);
  checkTimes(terminal, turns);
}

function checkCost(terminal: TerminalEvent, turns: readonly ModelTurn[]): void {
  const { cost } = terminal.metrics;
  const unknown = turns.filter((turn) => turn.completed.cost === undefined);
  const sum = turns.reduce((total, turn) => total + (turn.completed.cost ?? 0), 0);
  const isSum = cost !== undefined && Math.abs(cost - sum) <= 1e-9 * Math.max(1, sum);
  if (unknown.some((turn) => turn.completed.error === undefined)) {
    if (cost !== undefined)
      failAt(5, terminal, `expected no metrics.cost, because a model call has none, found ${cost}.`);
  } else if (!isSum && (cost !== undefined || (turns.length > 0 && unknown.length === 0))) {
    // What a failed call cost may be unknown: then the sum of the others and no cost at all are both honest.
    failAt(5, terminal, `expected metrics.cost ${sum}, the sum of the model calls, found ${show(cost)}.`);
  }
}

function checkTimes(terminal: TerminalEvent, turns: readonly ModelTurn[]): void {
  const { duration, timeToFirstToken } = terminal.metrics;
  if (!(duration >= 0)) failAt(5, terminal, `expected metrics.duration in seconds, found ${show(duration)}.`);
  const isMissing = timeToFirstToken === undefined && turns.some((turn) => turn.text !== "");
  if (isMissing || (timeToFirstToken !== undefined && !(timeToFirstToken >= 0))) {
    failAt(5, terminal, `expected metrics.timeToFirstToken in seconds, found ${show(timeToFirstToken)}.`);
  }
}
