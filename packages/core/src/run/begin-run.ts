import type { Entry } from "@definable/spec";
import type { Run } from "./run.ts";

/** Makes the run in the store, then opens its first segment. */
export function beginRun(run: Run): void | Promise<void> {
  const { runId, sessionId, options } = run.request;
  const { input } = run;
  const { agentId, now } = run.config;
  const identity = { runId, sessionId, userId: options.userId, agentId, createdAt: now() };
  const { messages: history, metadata, modelSettings, providerOptions } = options;
  const given = { history, metadata, modelSettings, providerOptions };
  const created: Entry = isEmpty(given)
    ? { v: 1, eventSeq: 0, kind: "run.created", input }
    : { v: 1, eventSeq: 0, kind: "run.created", input, ...given };
  const making = run.journal.create(identity, created, agentId);
  if (making === undefined) return open(run);
  return making.then(() => open(run));
}

function open(run: Run): void {
  const { id, provider } = run.config.model;
  run.emit("RunStarted", { model: id, modelProvider: provider, input: run.input });
}

function isEmpty(given: object): boolean {
  return Object.values(given).every((value) => value === undefined);
}
