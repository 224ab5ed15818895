import type { Entry, Store } from "@definable/spec";
import type { Script } from "./script.ts";

/**
 * A store that keeps nothing: a replay leaves no trace. Through its journal it lets each call begin where the record has it,
 * and fails where the recorded one failed.
 */
export function replayStore(script: Script): Store {
  const append = (count: number, entries: readonly Entry[]): number | Promise<number> => {
    if (script.failsNext && entries.every(({ kind }) => kind !== "tool.started")) throw script.failure;
    const last = entries.at(-1);
    if (last?.kind === "tool.started") return begin(script, last.callId).then(() => count);
    if (last?.kind !== "tool.done") return count;
    if (script.breaksDownNext) throw script.failure;
    const end = script.endOf(last.callId);
    return end !== undefined && script.isToldLate(last.callId) ? script.reached(end.seq).then(() => count) : count;
  };
  return {
    runs: {
      create: () => undefined,
      claim: () => ({ epoch: 1, entries: [] }),
      append: ({ expectedEntry }, entries) => append(expectedEntry + entries.length, entries),
      renew: () => undefined,
      release() {
        if (script.isFollowed && script.cutAt !== undefined && script.last.event === "RunError") throw script.failure;
      },
      resolve: () => "applied",
      requestCancel: () => false,
      read: () => undefined,
      listStale: () => [],
    },
    sessions: {
      read: () => ({ messages: [], state: {} }),
      append: () => undefined,
      remember: () => undefined,
      remembered: () => ({}),
      delete: () => undefined,
    },
    close: () => undefined,
  };
}

/** Waits until a call begins in the record. One that a failing store kept from beginning fails here again. */
async function begin(script: Script, callId: string): Promise<void> {
  const started = script.find("ToolCallStarted", ({ tool }) => tool.toolCallId === callId);
  if (started === undefined) return;
  await script.reached(started.seq);
  if (script.isKeptFromBeginning(callId)) throw script.failure;
}
