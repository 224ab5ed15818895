import type { ErrorCode } from "./error-code.ts";

/** Who is at fault: the caller's configuration or input, the model's vendor, a tool, or this library. */
export type ErrorFault = "config" | "input" | "model" | "tool" | "internal";

/** One row of the table of codes. */
export interface ErrorCodeRow {
  /** The HTTP status that a server answers with. */
  readonly status: number;
  /** Whether the same call may work a little later. */
  readonly retryable: boolean;
  /** Who has to do something about it. */
  readonly fault: ErrorFault;
}

const row = (status: number, fault: ErrorFault): ErrorCodeRow => ({ status, fault, retryable: false });
const again = (status: number, fault: ErrorFault): ErrorCodeRow => ({ status, fault, retryable: true });

/**
 * Every error code with its HTTP status and whether a retry can help. What each means stands in `ERROR_MEANINGS`;
 * `docs/errors.md` is both tables.
 */
export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorCodeRow>> = {
  INVALID_CONFIG: row(500, "config"),
  INVALID_TOOL: row(500, "config"),
  DUPLICATE_TOOL: row(500, "config"),
  UNKNOWN_MODEL: row(500, "config"),
  PACKAGE_MISSING: row(500, "config"),
  PACKAGE_BROKEN: row(500, "config"),
  MODEL_KEY_MISSING: row(500, "config"),
  OPEN_SERVER: row(500, "config"),
  PORT_IN_USE: row(500, "config"),
  PRICE_UNKNOWN: row(500, "config"),
  INVALID_INPUT: row(422, "input"),
  UNSUPPORTED_CONTENT: row(422, "input"),
  FORBIDDEN_FIELD: row(422, "input"),
  NOT_YET: row(422, "input"),
  INVALID_JSON: row(400, "input"),
  BODY_TOO_DEEP: row(400, "input"),
  BAD_REQUEST: row(400, "input"),
  BODY_TOO_LARGE: row(413, "input"),
  UNSUPPORTED_MEDIA_TYPE: row(415, "input"),
  NOT_ACCEPTABLE: row(406, "input"),
  NOT_FOUND: row(404, "input"),
  METHOD_NOT_ALLOWED: row(405, "input"),
  REQUEST_TIMEOUT: row(408, "input"),
  FOREIGN_HOST: row(421, "input"),
  FOREIGN_ORIGIN: row(403, "input"),
  RUN_NOT_FOUND: row(404, "input"),
  RUN_EXISTS: row(409, "input"),
  RUN_CONFLICT: row(409, "input"),
  RUN_NOT_PAUSED: row(409, "input"),
  RUN_CANCELLED: row(409, "input"),
  UNKNOWN_REQUIREMENT: row(422, "input"),
  REQUIREMENT_RESOLVED: row(409, "input"),
  REQUIREMENT_EXPIRED: row(409, "input"),
  INVALID_DECISION: row(422, "input"),
  NOTHING_DECIDED: row(422, "input"),
  SESSION_BUSY: again(409, "input"),
  STREAM_CONSUMED: row(500, "input"),
  GUARDRAIL_BLOCKED: row(422, "input"),
  MODEL_AUTHENTICATION: row(502, "model"),
  MODEL_PERMISSION: row(502, "model"),
  MODEL_NOT_FOUND: row(502, "model"),
  MODEL_BAD_REQUEST: row(502, "model"),
  MODEL_CONTEXT_TOO_LONG: row(502, "model"),
  MODEL_CONTENT_FILTERED: row(502, "model"),
  MODEL_RATE_LIMITED: again(429, "model"),
  MODEL_QUOTA: row(429, "model"),
  MODEL_OVERLOADED: again(503, "model"),
  MODEL_UNAVAILABLE: again(503, "model"),
  MODEL_TIMEOUT: again(504, "model"),
  MODEL_STREAM_CUT: again(502, "model"),
  MODEL_BAD_REPLY: row(502, "model"),
  OUTPUT_INVALID: row(502, "model"),
  TOOL_NOT_FOUND: row(500, "tool"),
  TOOL_INPUT_INVALID: row(500, "tool"),
  TOOL_FAILED: row(500, "tool"),
  TOOL_TIMEOUT: row(500, "tool"),
  TOOL_DENIED: row(500, "tool"),
  TOOL_BLOCKED: row(500, "tool"),
  TOOL_CANCELLED: row(500, "tool"),
  STORE_FENCED: row(409, "internal"),
  STORE_FAILED: again(503, "internal"),
  SERVER_CLOSING: again(503, "internal"),
  INTERNAL: row(500, "internal"),
};
