import type { RunOutputLike } from "@definable/spec";
import { answerJson } from "../answer-json.ts";
import { failure } from "../errors/failure.ts";
import { problem, problemOfCode } from "../errors/problem.ts";
import type { HttpAnswer } from "../http-answer.ts";
import type { HttpScope } from "../http-scope.ts";
import type { CountedRun } from "./runs-under-way.ts";

/** Waits for the end of the run and answers with its output, or with the problem that ended it. Throws what kept it from beginning. */
export async function outputAnswer(scope: HttpScope, { stream, ended }: CountedRun): Promise<HttpAnswer> {
  const output = await stream.output;
  ended();
  return answerOf(scope, output);
}

function answerOf({ logger }: HttpScope, output: RunOutputLike): HttpAnswer {
  const { runId, status } = output;
  switch (status) {
    case "COMPLETED":
    case "PAUSED":
    case "BLOCKED":
      return answerJson(output.toPublicJSON(), { headers: { "x-run-id": runId } });
    case "CANCELLED":
      return failure(problem("RUN_CANCELLED", "The run was cancelled before it ended.", runId), logger);
    case "ERROR":
    case "PENDING":
    case "RUNNING":
      return failure(problemOfCode(output.errorCode ?? "INTERNAL", output.error ?? "The run failed.", runId), logger);
    default:
      return status satisfies never;
  }
}
