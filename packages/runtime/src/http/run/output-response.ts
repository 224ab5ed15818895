import type { RunOutputLike } from "@definable/spec";
import { failure } from "../errors/failure.ts";
import { problem, problemOfCode } from "../errors/problem.ts";
import type { HttpScope } from "../http-scope.ts";
import { jsonResponse } from "../json-response.ts";
import type { CountedRun } from "./runs-under-way.ts";

/** Waits for the end of the run and answers with its output, or with the problem that ended it. */
export async function outputResponse(scope: HttpScope, { stream, ended }: CountedRun): Promise<Response> {
  // The events are read, not skipped: only reading tells of a run that could not begin.
  for await (const _event of stream) continue;
  const output = await stream.output;
  ended();
  return outputAnswer(scope, output);
}

function outputAnswer({ logger }: HttpScope, output: RunOutputLike): Response {
  const { runId, status } = output;
  switch (status) {
    case "COMPLETED":
    case "PAUSED":
    case "BLOCKED":
      return jsonResponse(output.toPublicJSON(), { headers: { "x-run-id": runId } });
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
