import type { RunStreamLike } from "@definable/spec";
import { answerKind } from "../caller/accept.ts";
import { failureOf } from "../errors/failure.ts";
import type { HttpAnswer } from "../http-answer.ts";
import type { RouteCall } from "../route.ts";
import { eventFilter } from "../sse/public-event.ts";
import { eventsAnswer } from "./events-answer.ts";
import { outputAnswer } from "./output-answer.ts";

/**
 * Answers with a run that `start` begins: as JSON when it has ended, or as events while it goes on. Before the first
 * event nothing is sent, so that a run that cannot begin (a conflict, an unknown requirement) is a plain error.
 */
export async function answerRun(call: RouteCall, start: () => RunStreamLike): Promise<HttpAnswer> {
  const kind = answerKind(call.incoming);
  const filter = eventFilter(call.incoming.query);
  call.scope.runs.refuseWhenClosing();
  const stream = start();
  const run = { stream, ended: call.scope.runs.begin(stream) };
  try {
    return kind === "json" ? await outputAnswer(call.scope, run) : await eventsAnswer(call.scope, run, filter);
  } catch (error) {
    run.ended();
    return failureOf(error, call.scope.logger, stream.runId);
  }
}
