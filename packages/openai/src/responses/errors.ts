import type { ModelError } from "@definable/spec";
import { APIError } from "openai";
import { vendorError } from "../failure/model-error.ts";
import type { CallFacts } from "../failure/model-error.ts";
import type { WireFailure } from "../reply/wire-response.ts";

/** Whether the vendor cannot open a sealed thought: he takes the request without it. */
export function isBrokenSeal(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof APIError && cause.code === "invalid_encrypted_content";
}

/** What the vendor says in place of an answer: in a stream, or in a response whose status is "failed". */
export function failedResponse({ code, message }: WireFailure, facts: CallFacts): ModelError {
  return vendorError(new APIError(undefined, { code, message }, undefined, undefined), facts);
}
