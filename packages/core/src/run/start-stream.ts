import type { ContinueOptions, RunInputLike, RunOptions, RunOutputData } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { loadContinueSegment } from "../parts.ts";
import { beginRun } from "./begin-run.ts";
import { EventQueue } from "./event-queue.ts";
import { Inbox } from "./inbox.ts";
import { readFileMedia } from "./read-file-media.ts";
import { RunStream } from "./run-stream.ts";
import { Run } from "./run.ts";
import { RunOutput } from "./run-output.ts";
import type { RunRequest, StreamSide } from "./run.ts";
import { runSegment } from "./segment.ts";
import type { SegmentResult } from "./end-segment.ts";
import { newRequest } from "./start-segment.ts";

/** Starts a new run with a queue for its reader. */
export function startStream(services: AgentServices, input: RunInputLike, options: RunOptions): RunStream {
  const request = newRequest(services, input, options);
  const side: StreamSide = { queue: new EventQueue(), inbox: new Inbox() };
  const early = new AbortController();
  const fromDisk = readFileMedia(request.input);
  let cancel = (reason: string): void => early.abort(reason);
  const begin = (ready: RunRequest): Promise<SegmentResult> => {
    const run = new Run(services, ready, side);
    if (early.signal.aborted) run.scope.cancel(String(early.signal.reason));
    cancel = (reason) => run.scope.cancel(reason);
    return runSegment(run, () => beginRun(run));
  };
  const result =
    fromDisk === undefined ? begin(request) : fromDisk.then((read) => begin({ ...request, input: read }), refuse(side));
  const { runId, sessionId } = request;
  return new RunStream({
    runId,
    sessionId,
    ...side,
    done: result.then(({ output }) => output),
    cancel: (reason) => cancel(reason),
  });
}

/** Starts the next segment of a paused run with a queue for its reader. */
export function continueStream(
  services: AgentServices,
  run: string | RunOutputData,
  options: ContinueOptions,
): RunStream {
  const side: StreamSide = { queue: new EventQueue(), inbox: new Inbox() };
  const early = new AbortController();
  const result = loadContinueSegment().then(({ continueSegment }) =>
    continueSegment(services, run, { ...options, stream: { ...side, signal: early.signal } }),
  );
  result.catch(refuse(side)).catch(() => undefined);
  const { runId, sessionId } = identityOf(run);
  const done = result.then(({ output }) => output);
  return new RunStream({ runId, sessionId, ...side, done, cancel: (reason) => early.abort(reason) });
}

/** What is known of a run before it is found. */
function identityOf(run: string | RunOutputData): Pick<RunOutputData, "runId" | "sessionId"> {
  if (typeof run !== "string") return run;
  try {
    return RunOutput.fromJSON(run);
  } catch {
    // An id, or a text that the continuation refuses.
    return { runId: run, sessionId: "" };
  }
}

/** Input that cannot be read is told to the reader and to whoever waits for the output. */
function refuse({ queue, inbox }: StreamSide): (error: unknown) => never {
  return (error) => {
    queue.end({ error });
    inbox.close();
    throw error;
  };
}
