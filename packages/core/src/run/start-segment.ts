import type { ContinueOptions, RunInputLike, Requirement, RunOptions, RunOutputData, Tool } from "@definable/spec";
import { InputError } from "@definable/spec";
import { addTools } from "../agent-tools.ts";
import type { AgentServices } from "../agent-services.ts";
import { checkContinueOptions, checkRunOptions } from "../known-options.ts";
import { resolveModel } from "../model/resolve-model.ts";
import type { ModelRef } from "../model/resolve-model.ts";
import { expiryDecisions, recordAnswers } from "../requirements/answers.ts";
import { beginContinuation } from "../requirements/begin-continuation.ts";
import { findContinuation } from "../requirements/continuation.ts";
import { resumeCalls } from "../requirements/resume-calls.ts";
import { beginRun } from "./begin-run.ts";
import { readFileMedia } from "./read-file-media.ts";
import { readInput } from "./run-input.ts";
import { Run } from "./run.ts";
import type { RunRequest, StreamSide } from "./run.ts";
import { runSegment } from "./segment.ts";
import type { SegmentResult } from "./end-segment.ts";

/** Runs the first segment of a new run. Throws for input that is none. */
export function startSegment(
  services: AgentServices,
  input: RunInputLike,
  options: RunOptions,
): Promise<SegmentResult> {
  const request = newRequest(services, input, options);
  const fromDisk = readFileMedia(request.input);
  if (fromDisk !== undefined) return fromDisk.then((read) => start(services, { ...request, input: read }));
  return start(services, request);
}

function start(services: AgentServices, request: RunRequest): Promise<SegmentResult> {
  const run = new Run(services, request);
  return runSegment(run, () => beginRun(run));
}

/** What a new run is asked. Throws `INVALID_INPUT`. */
export function newRequest(services: AgentServices, input: RunInputLike, options: RunOptions): RunRequest {
  const { config } = services;
  checkRunOptions(options);
  const sessionId = options.sessionId ?? config.sessionId;
  const runId = options.runId ?? config.generateId();
  return {
    runId,
    // A run alone is its own session: its id is as fresh as any.
    sessionId: sessionId ?? runId,
    hasSession: sessionId !== undefined,
    input: readInput(input, options),
    options,
    signals: signalsOf(options),
    model: modelOf(options, config.model),
  };
}

function modelOf({ model }: Pick<RunOptions, "model">, otherwise: ModelRef): ModelRef {
  return model === undefined ? otherwise : resolveModel(model);
}

/** Runs the next segment of a paused run. Rejects without an event when it cannot begin. */
export async function continueSegment(
  services: AgentServices,
  run: string | RunOutputData,
  { stream, ...options }: ContinueOptions & { readonly stream?: StreamSide & { readonly signal: AbortSignal } },
): Promise<SegmentResult> {
  checkContinueOptions(options);
  const agentTools = await services.tools();
  const found = await findContinuation(services, run, options.decisions ?? []);
  const { runId, sessionId, hasSession, input, userId, metadata } = found.output;
  const { history: messages, modelSettings, providerOptions, limits } = found.created ?? {};
  const kept = services.asleep.get(runId);
  const tools = addTools(agentTools, (kept?.tools ?? []) as readonly Tool[]);
  const decided = [...found.decisions, ...expiryDecisions(found.expired)];
  const calls = await resumeCalls(found.output, decided, tools.table);
  const decider = {
    by: options.decidedBy ?? "caller",
    at: services.config.now(),
    through: options.decidedThrough ?? "api",
  };
  const { answers, failedBy } = await recordAnswers(found, calls.planned, decider);
  const request: RunRequest = {
    runId,
    sessionId,
    hasSession,
    input: input.messages,
    options: { ...kept, userId, metadata, messages, modelSettings, providerOptions, ...limits },
    model: modelOf(options.model === undefined ? (kept ?? {}) : options, services.config.model),
    signals: stream === undefined ? signalsOf(options) : [...signalsOf(options), stream.signal],
  };
  const next = new Run(services, request, stream);
  next.resumed = calls;
  if (failedBy !== undefined) next.failure = expired(failedBy);
  return runSegment(next, () => beginContinuation(next, found, answers));
}

const NO_SIGNALS: readonly AbortSignal[] = [];

function expired({ id, toolExecution }: Requirement): InputError {
  return new InputError(
    "REQUIREMENT_EXPIRED",
    `Nobody answered requirement "${id}" about "${toolExecution.toolName}" in time, and the tool fails the run then (onExpire).`,
  );
}

function signalsOf({ signal, cancellationToken }: RunOptions | ContinueOptions): readonly AbortSignal[] {
  if ((signal ?? cancellationToken) === undefined) return NO_SIGNALS;
  const signals: AbortSignal[] = [];
  if (signal !== undefined) signals.push(signal);
  if (cancellationToken !== undefined) signals.push(cancellationToken.signal);
  return signals;
}
