import type { Memory, Message } from "@definable/spec";
import type { Run } from "../run/run.ts";
import { isRepair } from "../shape/repair-message.ts";
import { askLayer } from "./ask-layer.ts";

/** Gives memory what was said in this run: what the person said, as it was given, and the answer. */
export async function updateMemory(run: Run, memory: Memory): Promise<void> {
  const messages = saidIn(run);
  const step = { stepId: "memory-update", messageCount: messages.length };
  run.emit({ event: "MemoryUpdateStarted", ...step });
  const { error, durationMs, at } = await askLayer(run, "memory", (scope) => memory.update(messages, scope));
  run.emit({ event: "MemoryUpdateCompleted", ...step, durationMs, ...(error === undefined ? {} : { error }) }, at);
  run.scope.throwIfCancelled();
}

function saidIn({ fold, request }: Run): readonly Message[] {
  const own = fold.messages.slice(fold.historyLength);
  const said = own
    .filter(({ role }) => role === "user")
    .slice(request.input.length)
    .filter((message) => !isRepair(message));
  const answer = own.findLast((message) => message.role === "assistant" && (message.toolCalls ?? []).length === 0);
  return [...request.input, ...said, ...(answer === undefined ? [] : [answer])];
}
