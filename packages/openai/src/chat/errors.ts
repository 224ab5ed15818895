import type { ModelError } from "@definable/spec";
import { APIError } from "openai";
import { vendorError } from "../failure/model-error.ts";
import type { CallFacts } from "../failure/model-error.ts";

/** An error object in place of an answer, in a body with status 200. */
export function errorInBody(body: unknown, facts: CallFacts): ModelError {
  const error = new APIError(undefined, Object(body), undefined, undefined);
  return vendorError(error, facts);
}
