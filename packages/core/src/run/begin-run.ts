import type { Entry } from "@definable/spec";
import { limitsOf } from "../limits/limits.ts";
import type { Run } from "./run.ts";
import type { Opening } from "./segment.ts";

/** Makes the run in the store. Returns how its first segment is opened. */
export function beginRun(run: Run): Opening | Promise<Opening> {
  const { runId, sessionId, options } = run.request;
  const { input } = run;
  const { agentId, now } = run.config;
  const known = { runId, sessionId, userId: options.userId, agentId, createdAt: now() };
  const identity = run.parentRunId === undefined ? known : { ...known, parentRunId: run.parentRunId };
  const { messages: history, metadata, modelSettings, providerOptions, activeTools } = options;
  const limits = limitsOf({}, options);
  const created: Entry =
    (history ?? metadata ?? modelSettings ?? providerOptions ?? activeTools ?? limits) === undefined
      ? { v: 1, eventSeq: 0, kind: "run.created", input }
      : {
          v: 1,
          eventSeq: 0,
          kind: "run.created",
          input,
          history,
          metadata,
          modelSettings,
          providerOptions,
          activeTools,
          limits,
        };
  const making = run.journal.create(identity, created, agentId);
  return making === undefined ? open : making.then(() => open);
}

function open(run: Run): void {
  const { id, provider } = run.request.model;
  const { hasSession, options } = run.request;
  const { userId, metadata } = options;
  run.emit({
    event: "RunStarted",
    model: id,
    modelProvider: provider,
    input: run.input,
    ...run.extras?.guards?.heldInput,
    hasSession,
    ...(userId === undefined ? {} : { userId }),
    ...(metadata === undefined ? {} : { metadata }),
  });
}
