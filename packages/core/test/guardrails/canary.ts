import type { Guardrail, Store } from "@definable/spec";
import { expect } from "vitest";
import type { RunOutput } from "../../src/index.ts";
import { block, allow, inputGuardrail, modify, outputGuardrail } from "../../src/guardrails.ts";
import type { LogBook } from "../support/log-book.ts";

/** A word that must not be seen where it was blocked. */
export const CANARY = "canary-7f3a";

export const noCanaryIn: Guardrail = inputGuardrail("no_canary_in", (text) =>
  text.includes(CANARY) ? block("Not allowed.") : allow(),
);

export const noCanaryOut: Guardrail = outputGuardrail("no_canary_out", (text) =>
  text.includes(CANARY) ? block("May not be said.") : allow(),
);

export const redactOut: Guardrail = outputGuardrail("redact_out", (text) =>
  text.includes(CANARY) ? modify(text.replaceAll(CANARY, "***"), "Redacted.") : allow(),
);

/** Everything that anybody may read of a run. */
export async function tracesOf(
  output: RunOutput,
  { log, store }: { readonly log?: LogBook | undefined; readonly store?: Store | undefined } = {},
): Promise<string> {
  const { sessionId, runId, userId } = output;
  return JSON.stringify([
    output,
    output.events,
    // What is in no JSON, such as the messages of a call.
    output.events.map((event) => (event.event === "ModelCallStarted" ? [...(event.messages ?? [])] : [])),
    output.messages,
    log?.lines,
    await store?.sessions.read({ sessionId, userId }),
    await store?.runs.read(runId),
  ]);
}

/** The names of the events, in order. */
export const namesOf = (output: RunOutput): readonly string[] => output.events.map(({ event }) => event);

export function expectNoWork(output: RunOutput): void {
  const names = namesOf(output);
  for (const name of ["ToolCallStarted", "RunContent", "RunContentCompleted", "ModelCallStarted"]) {
    expect(names).not.toContain(name);
  }
}
