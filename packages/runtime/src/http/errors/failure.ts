import { isDefinableError } from "@definable/spec";
import type { Logger } from "@definable/spec";
import { answerJson } from "../answer-json.ts";
import type { HttpAnswer } from "../http-answer.ts";
import { problemOf } from "./problem.ts";
import type { Problem } from "./problem.ts";

/** The answer that says what went wrong. */
function problemAnswer(problem: Problem, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return answerJson(problem, {
    status: problem.status,
    headers: {
      ...headers,
      "content-type": "application/problem+json",
      ...(problem.runId === undefined ? {} : { "x-run-id": problem.runId }),
    },
  });
}

/** The same, and a line in the log when it is the server's own fault or its vendor's. */
export function failure(problem: Problem, logger: Logger, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  if (problem.status >= 500) logFailure(logger, problem.code, problem.runId);
  return problemAnswer(problem, headers);
}

/** The answer for something that was thrown. */
export function failureOf(error: unknown, logger: Logger, runId?: string): HttpAnswer {
  const wait = isDefinableError(error) ? error.retryAfterMs : undefined;
  const headers = wait === undefined ? {} : { "retry-after": String(Math.ceil(wait / 1000)) };
  return failure(problemOf(error, runId), logger, headers);
}

/** One line for the operator: causes and texts of vendors may hold secrets, so they are not in it. */
export function logFailure(logger: Logger, code: string, runId?: string): void {
  logger.error(runId === undefined ? `Request failed: ${code}.` : `Run ${runId} failed: ${code}.`);
}
