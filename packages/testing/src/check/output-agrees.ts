import type { RunOutputData } from "@definable/spec";
import { failAt } from "./fail-at.ts";
import { InvariantError } from "./invariant-error.ts";
import { jsonDifference } from "./json-difference.ts";
import { inputOf } from "./input-of.ts";
import { checkOutputMessages } from "./output-messages.ts";
import type { ReadRun } from "./read-run.ts";
import type { TerminalEvent } from "./run-record.ts";

/** Invariant 5, last part: the output that the run returned is what its events add up to. */
export function checkOutput(run: ReadRun, output: RunOutputData): void {
  const [first, last] = [run.segments[0], run.segments.at(-1)];
  if (first === undefined || last === undefined) return;
  const { opening } = first;
  const { terminal } = last;
  const { runId, sessionId, agentId, agentName, parentRunId, status, stopReason, content, tools, metrics } = terminal;
  const parts = { runId, sessionId, agentId, agentName, parentRunId, status, stopReason, content, tools, metrics };
  compare({ ...parts, lastSeq: terminal.seq }, output);
  if (opening.event === "RunStarted") {
    const { model, modelProvider } = opening;
    const input = { messages: inputOf(run, opening) };
    compare({ model, modelProvider, input, segments: run.segments.length }, output);
  }
  checkOutputMessages(run, output);
  checkTerminalFields(terminal, output);
}

function compare(expected: Partial<RunOutputData>, output: RunOutputData): void {
  const found = Object.fromEntries(Object.entries(output).filter(([key]) => key in expected));
  const difference = jsonDifference(expected, found, "output");
  if (difference !== undefined) {
    throw new InvariantError({
      invariant: 5,
      at: "the output",
      problem: `${difference} (expected is what the events say).`,
    });
  }
}

function checkTerminalFields(terminal: TerminalEvent, output: RunOutputData): void {
  switch (terminal.event) {
    case "RunPaused": {
      const open = output.requirements.filter((requirement) => requirement.state === "pending");
      const asked = terminal.requirements.filter((requirement) => requirement.state === "pending");
      const difference = jsonDifference(
        asked.map(({ id }) => id),
        open.map(({ id }) => id),
        "requirements",
      );
      if (difference !== undefined)
        failAt(5, terminal, `expected the pending requirements of the output: ${difference}.`);
      return;
    }
    case "RunError": {
      const { error, errorCode } = terminal;
      compare({ error, errorCode }, output);
      return;
    }
    case "RunCompleted":
      checkFlatFields(terminal, output);
      return;
    case "RunCancelled":
      return;
    default:
      terminal satisfies never;
  }
}

/** `RunCompleted` says the whole output flat; its public form may leave out history, session state and thoughts. */
function checkFlatFields(terminal: Extract<TerminalEvent, { event: "RunCompleted" }>, output: RunOutputData): void {
  const { contentType, parsed, reasoningContent, messages, requirements, metadata } = terminal;
  compare({ contentType, reasoningContent, requirements, metadata }, output);
  // What a schema makes of the answer may be more than JSON can say.
  compare({ parsed }, { ...output, parsed: parsedInJson(output) });
  const own = output.messages.slice(output.historyLength);
  const difference = jsonDifference(output.messages, messages, "messages");
  if (difference !== undefined && jsonDifference(own, messages) !== undefined) {
    failAt(5, terminal, `expected the messages of the output, or those of this run: ${difference}.`);
  }
}

function parsedInJson(output: RunOutputData): unknown {
  if (!("toJSON" in output) || typeof output.toJSON !== "function") return output.parsed;
  const json: RunOutputData = output.toJSON();
  return json.parsed;
}
