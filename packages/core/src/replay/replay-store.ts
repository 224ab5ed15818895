import type { Entry, Store } from "@definable/spec";
import type { Script } from "./script.ts";

/**
 * A store that keeps nothing: a replay leaves no trace. Through its journal it lets each call begin where the record has it,
 * and fails where the recorded one failed.
 */
export function replayStore(script: Script): Store {
  const append = (count: number, entries: readonly Entry[]): number | Promise<number> => {
    if (script.failsNext && entries.every(({ kind }) => kind !== "tool.started")) throw script.failure;
    const start = startOf(script, entries);
    return start === undefined ? count : script.reached(start).then(() => count);
  };
  return {
    runs: {
      create: () => undefined,
      claim: () => ({ epoch: 1, entries: [] }),
      append: ({ expectedEntry }, entries) => append(expectedEntry + entries.length, entries),
      renew: () => undefined,
      release: () => undefined,
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

/** Where the call whose start is written begins in the record. */
function startOf(script: Script, entries: readonly Entry[]): number | undefined {
  const last = entries.at(-1);
  if (last?.kind !== "tool.started") return undefined;
  return script.find("ToolCallStarted", ({ tool }) => tool.toolCallId === last.callId)?.seq;
}
