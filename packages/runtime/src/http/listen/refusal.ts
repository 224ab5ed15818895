import type { ServerResponse } from "node:http";
import { InputError } from "@definable/spec";
import type { ErrorCode } from "@definable/spec";
import { tooLarge } from "../body/counted-bytes.ts";
import { problemOf } from "../errors/problem.ts";
import type { Problem } from "../errors/problem.ts";

const CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "BAD_REQUEST",
  FST_ERR_BAD_URL: "BAD_REQUEST",
  FST_ERR_MAX_PARAM_LENGTH: "BAD_REQUEST",
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: "BAD_REQUEST",
};

/** What is wrong with a request that the socket's side refuses before the handler sees it. */
export function refusal(error: unknown): Problem {
  return problemOf(ownError(error));
}

/** Answers with a problem where there is no reply of fastify. */
export function writeProblem(response: ServerResponse, problem: Problem): void {
  const text = JSON.stringify(problem);
  const length = Buffer.byteLength(text);
  response
    .writeHead(problem.status, { "content-type": "application/problem+json", "content-length": length })
    .end(text);
}

function ownError(error: unknown): unknown {
  const theirs = codeOf(error);
  if (theirs === "FST_ERR_CTP_BODY_TOO_LARGE") return tooLarge();
  const code = theirs === undefined ? undefined : CODES[theirs];
  return code === undefined
    ? error
    : new InputError(code, "The request is malformed. Check its address, type and length.");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
