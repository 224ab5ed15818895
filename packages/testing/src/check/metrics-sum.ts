import type { Metrics, RunEvent, RunEventOf, Usage } from "@definable/spec";
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

type Completed = RunEventOf<"ModelCallCompleted">;

/** The metrics of a terminal event are the sum of the model calls up to it, over all segments, and of its sub-agents. */
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
  const calls = before.filter((event) => event.event === "ModelCallCompleted");
  const children = before.flatMap((event) => metricsOfChild(event) ?? []);
  const check = (field: (typeof TOKENS)[number] | "modelCalls" | "toolCalls", own: number): void => {
    const found = metrics[field];
    const sum = children.reduce((total, child) => total + child[field], own);
    const isRight = run.fromStart ? found === sum : found >= sum;
    if (!isRight)
      failAt(5, terminal, `expected metrics.${field} ${run.fromStart ? "" : "at least "}${sum}, found ${show(found)}.`);
  };
  for (const field of TOKENS)
    check(
      field,
      calls.reduce((sum, call) => sum + (call.usage?.[field] ?? 0), 0),
    );
  check("modelCalls", calls.length);
  check(
    "toolCalls",
    before.filter((event) => event.event === "ToolCallCompleted" || event.event === "ToolCallError").length,
  );
  if (run.fromStart) checkCost(terminal, calls, children);
  checkTimes(terminal, turns);
}

function metricsOfChild(event: RunEvent): Metrics | undefined {
  switch (event.event) {
    case "SubAgentCompleted":
    case "SubAgentFailed":
    case "SubAgentKilled":
      return event.metrics;
    default:
      return undefined;
  }
}

function checkCost(terminal: TerminalEvent, calls: readonly Completed[], children: readonly Metrics[]): void {
  const { cost } = terminal.metrics;
  const unknown = calls.filter((call) => call.cost === undefined);
  const known = [...calls.map((call) => call.cost), ...children.map((child) => child.cost)];
  const sum = known.reduce<number>((total, one) => total + (one ?? 0), 0);
  const isSum = cost !== undefined && Math.abs(cost - sum) <= 1e-9 * Math.max(1, sum);
  const isUnknown = unknown.some((call) => call.error === undefined) || children.some((child) => isDear(child));
  if (isUnknown) {
    if (cost !== undefined)
      failAt(5, terminal, `expected no metrics.cost, because a model call has none, found ${cost}.`);
  } else if (!isSum && (cost !== undefined || (known.length > 0 && unknown.length === 0))) {
    // What a failed call cost may be unknown: then the sum of the others and no cost at all are both honest.
    failAt(5, terminal, `expected metrics.cost ${sum}, the sum of the model calls, found ${show(cost)}.`);
  }
}

/** A child that asked a model whose price is not known. */
const isDear = ({ cost, modelCalls }: Metrics): boolean => cost === undefined && modelCalls > 0;

function checkTimes(terminal: TerminalEvent, turns: readonly ModelTurn[]): void {
  const { duration, timeToFirstToken } = terminal.metrics;
  if (!(duration >= 0)) failAt(5, terminal, `expected metrics.duration in seconds, found ${show(duration)}.`);
  const isMissing = timeToFirstToken === undefined && turns.some((turn) => turn.text !== "");
  if (isMissing || (timeToFirstToken !== undefined && !(timeToFirstToken >= 0))) {
    failAt(5, terminal, `expected metrics.timeToFirstToken in seconds, found ${show(timeToFirstToken)}.`);
  }
}
