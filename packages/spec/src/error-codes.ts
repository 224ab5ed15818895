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
  /** One sentence for people. */
  readonly meaning: string;
}

const row = (status: number, fault: ErrorFault, meaning: string): ErrorCodeRow => ({
  status,
  fault,
  meaning,
  retryable: false,
});
const again = (status: number, fault: ErrorFault, meaning: string): ErrorCodeRow => ({
  status,
  fault,
  meaning,
  retryable: true,
});

/** Every error code with its HTTP status, whether a retry can help, and what it means. `docs/errors.md` is this table. */
export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorCodeRow>> = {
  INVALID_CONFIG: row(500, "config", "An option of an agent, tool, model or server has a value that cannot work."),
  INVALID_TOOL: row(500, "config", "A tool is not described well enough to be called."),
  DUPLICATE_TOOL: row(500, "config", "Two tools of one agent have the same name."),
  UNKNOWN_MODEL: row(500, "config", "A model string is empty, malformed, or names an unknown provider."),
  PACKAGE_MISSING: row(500, "config", "An optional package is needed and not installed."),
  PACKAGE_BROKEN: row(500, "config", "An optional package is installed but cannot be loaded or does not fit."),
  MODEL_KEY_MISSING: row(500, "config", "The model's vendor needs an API key and none is set."),
  OPEN_SERVER: row(500, "config", "The server would listen on a public address without auth."),
  PORT_IN_USE: row(500, "config", "Another process listens on the port."),
  PRICE_UNKNOWN: row(500, "config", "A run with maxCost needs to know what its model calls can cost."),

  INVALID_INPUT: row(422, "input", "The input of a run or request has a wrong type or shape."),
  UNSUPPORTED_CONTENT: row(422, "input", "The model cannot take a part of the input, such as a video."),
  FORBIDDEN_FIELD: row(422, "input", "The request holds a field that only the server may set."),
  NOT_YET: row(422, "input", "The request holds a field whose part of the product is not built yet."),
  INVALID_JSON: row(400, "input", "The body is not JSON."),
  BODY_TOO_DEEP: row(400, "input", "The JSON is nested deeper than the server accepts."),
  BAD_REQUEST: row(400, "input", "The request is not valid HTTP for this route."),
  BODY_TOO_LARGE: row(413, "input", "The body is larger than the server accepts."),
  UNSUPPORTED_MEDIA_TYPE: row(415, "input", "The body is not application/json."),
  NOT_ACCEPTABLE: row(406, "input", "The client accepts neither JSON nor an event stream."),
  NOT_FOUND: row(404, "input", "There is nothing at that path."),
  METHOD_NOT_ALLOWED: row(405, "input", "The path exists, but not for that method."),
  REQUEST_TIMEOUT: row(408, "input", "The request did not arrive in time."),
  FOREIGN_HOST: row(421, "input", "The Host header names a server that this is not."),
  FOREIGN_ORIGIN: row(403, "input", "The request comes from a page of another origin."),

  RUN_NOT_FOUND: row(404, "input", "There is no such run, or it belongs to somebody else."),
  RUN_EXISTS: row(409, "input", "A run with that id exists already."),
  RUN_CONFLICT: row(409, "input", "Somebody else is continuing the run, or has done so."),
  RUN_NOT_PAUSED: row(409, "input", "Only a paused run can be continued."),
  RUN_CANCELLED: row(409, "input", "The run was cancelled."),
  UNKNOWN_REQUIREMENT: row(422, "input", "A decision names a requirement that the run does not have."),
  REQUIREMENT_RESOLVED: row(409, "input", "The requirement was answered before."),
  REQUIREMENT_EXPIRED: row(409, "input", "The time to answer the requirement is over."),
  INVALID_DECISION: row(422, "input", "The decision does not fit the kind of requirement, or its values are wrong."),
  NOTHING_DECIDED: row(422, "input", "The run was continued without any decision."),
  SESSION_BUSY: again(409, "input", "Another run of the session is in progress."),
  STREAM_CONSUMED: row(500, "input", "A run stream was iterated a second time."),

  MODEL_AUTHENTICATION: row(502, "model", "The vendor refused the API key."),
  MODEL_PERMISSION: row(502, "model", "The vendor does not let this key use the model."),
  MODEL_NOT_FOUND: row(502, "model", "The vendor does not know the model."),
  MODEL_BAD_REQUEST: row(502, "model", "The vendor refused the request."),
  MODEL_CONTEXT_TOO_LONG: row(502, "model", "The conversation is longer than the model can take."),
  MODEL_CONTENT_FILTERED: row(502, "model", "The vendor's content filter withheld the answer."),
  MODEL_RATE_LIMITED: again(429, "model", "The vendor asks to send less."),
  MODEL_QUOTA: row(429, "model", "The account at the vendor has no money or quota left."),
  MODEL_OVERLOADED: again(503, "model", "The vendor is overloaded."),
  MODEL_UNAVAILABLE: again(503, "model", "The vendor could not be reached or failed."),
  MODEL_TIMEOUT: again(504, "model", "The vendor did not answer, or stopped answering, in time."),
  MODEL_STREAM_CUT: again(502, "model", "The vendor's answer ended in the middle."),
  MODEL_BAD_REPLY: row(502, "model", "The vendor's answer could not be understood."),

  TOOL_NOT_FOUND: row(500, "tool", "The model called a tool that the agent does not have."),
  TOOL_INPUT_INVALID: row(500, "tool", "The arguments of a tool call do not fit its schema."),
  TOOL_FAILED: row(500, "tool", "The tool threw."),
  TOOL_TIMEOUT: row(500, "tool", "The tool did not finish within its timeoutMs."),
  TOOL_DENIED: row(500, "tool", "A person did not approve the call."),
  TOOL_CANCELLED: row(500, "tool", "The run was cancelled before the tool finished."),

  STORE_FENCED: row(409, "internal", "The run is now in the hands of another process."),
  STORE_FAILED: again(503, "internal", "The store could not read or write."),
  SERVER_CLOSING: again(503, "internal", "The server is shutting down."),
  INTERNAL: row(500, "internal", "Something failed that should not have: please report it."),
};
