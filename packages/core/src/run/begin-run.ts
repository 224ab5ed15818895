import { entry } from "./journal.ts";
import type { Run } from "./run.ts";

/** Makes the run in the store, then opens its first segment. */
export function beginRun(run: Run): void | Promise<void> {
  const { runId, sessionId, input, options } = run.request;
  const { agentId, now } = run.config;
  const identity = { runId, sessionId, userId: options.userId, agentId, createdAt: now() };
  const { messages: history, metadata, modelSettings, providerOptions } = options;
  const created = entry("run.created", 0, {
    input: { messages: input },
    history,
    metadata,
    modelSettings,
    providerOptions,
  });
  const making = run.journal.create(identity, created, agentId);
  if (making === undefined) return open(run);
  return making.then(() => open(run));
}

function open(run: Run): void {
  const { id, provider } = run.config.model;
  run.emit("RunStarted", { model: id, modelProvider: provider, input: { messages: run.request.input } });
}
