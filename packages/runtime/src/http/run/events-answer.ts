import { InternalError } from "@definable/spec";
import { logFailure } from "../errors/failure.ts";
import { PRIVATE_HEADERS } from "../http-answer.ts";
import type { HttpAnswer } from "../http-answer.ts";
import type { HttpScope } from "../http-scope.ts";
import { processEpoch } from "../sse/epoch.ts";
import { EventBody } from "../sse/event-body.ts";
import type { EventFilter } from "../sse/public-event.ts";
import type { CountedRun } from "./runs-under-way.ts";

const SSE_HEADERS = {
  ...PRIVATE_HEADERS,
  "content-type": "text/event-stream",
  // A proxy that compresses or collects would hold the events back.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** Answers with the run's events as they happen, once the first one shows that the run has begun. */
export async function eventsAnswer(scope: HttpScope, run: CountedRun, filter: EventFilter): Promise<HttpAnswer> {
  const events = run.stream[Symbol.asyncIterator]();
  const first = await events.next();
  if (first.done === true) throw new InternalError("INTERNAL", "The run ended without an event.");
  const body = new EventBody({
    events,
    first: first.value,
    filter: (event) => {
      if (event.event === "RunError") logFailure(scope.logger, event.errorCode, event.runId);
      return filter(event);
    },
    epoch: processEpoch(),
    heartbeatMs: scope.heartbeatMs,
    ended: run.ended,
  });
  return { status: 200, headers: { ...SSE_HEADERS, "x-run-id": run.stream.runId }, body };
}
