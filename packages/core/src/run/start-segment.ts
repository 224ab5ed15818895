import type { ContinueOptions, RunInputLike, RunOptions } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { checkRunOptions } from "../known-options.ts";
import { resolveModel } from "../model/resolve-model.ts";
import type { ModelRef } from "../model/resolve-model.ts";
import { beginRun } from "./begin-run.ts";
import { readFileMedia } from "./read-file-media.ts";
import { readInput } from "./run-input.ts";
import { Run } from "./run.ts";
import type { RunRequest } from "./run.ts";
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

/** The model of a run: its own, or the agent's. */
export function modelOf({ model }: Pick<RunOptions, "model">, otherwise: ModelRef): ModelRef {
  return model === undefined ? otherwise : resolveModel(model);
}

const NO_SIGNALS: readonly AbortSignal[] = [];

/** The signals that cancel a segment. */
export function signalsOf({ signal, cancellationToken }: RunOptions | ContinueOptions): readonly AbortSignal[] {
  if ((signal ?? cancellationToken) === undefined) return NO_SIGNALS;
  const signals: AbortSignal[] = [];
  if (signal !== undefined) signals.push(signal);
  if (cancellationToken !== undefined) signals.push(cancellationToken.signal);
  return signals;
}
