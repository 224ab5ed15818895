import { ConfigError, ModelError } from "@definable/spec";
import type { DefinableError, ErrorCode } from "@definable/spec";
import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAIError } from "openai";
import { retryAfterMs } from "./retry-after.ts";
import { systemCodeOf } from "./system-code.ts";

/** What an error may say of the call. */
export interface CallFacts {
  /** How the vendor calls the API that is spoken, such as "Chat Completions". */
  readonly api: string;
  readonly model: string;
  readonly provider: string;
  readonly hasKey: boolean;
  /** The variable that the vendor's key may come from. */
  readonly keyVariable: string | undefined;
  /** Milliseconds since 1970: a vendor may give the moment of the next try as a date. */
  readonly now: () => number;
}

/** How far a call had come: the vendor had not answered, was streaming, or was sending one whole answer. */
export type CallStage = "sending" | "streaming" | "receiving";

/**
 * Turns what went wrong into an error with a code. The message never holds a word of the vendor's, who may repeat keys
 * and prompts in his; `cause` keeps the original.
 */
export function toModelError(error: unknown, stage: CallStage, facts: CallFacts): DefinableError {
  if (error instanceof APIConnectionTimeoutError) return modelError("MODEL_TIMEOUT", facts, { cause: error });
  if (error instanceof APIConnectionError) return connectionError(error, facts);
  if (error instanceof APIError) return vendorError(error, facts);
  if (error instanceof OpenAIError) return modelError("MODEL_BAD_REPLY", facts, { cause: error });
  if (stage === "sending") return badRequestOptions(facts);
  if (error instanceof SyntaxError && stage === "receiving") {
    return modelError("MODEL_BAD_REPLY", facts, { cause: error });
  }
  const code = isTimeout(systemCodeOf(error)) ? "MODEL_TIMEOUT" : "MODEL_STREAM_CUT";
  return modelError(code, facts, { cause: error });
}

/** A stream that ended before the vendor said why. */
export function streamCut(facts: CallFacts): ModelError {
  return modelError("MODEL_STREAM_CUT", facts, {});
}

/** An answer that is none, such as a web page. */
export function badReply(facts: CallFacts): ModelError {
  return modelError("MODEL_BAD_REPLY", facts, {});
}

/** The model's `timeoutMs` is over. */
export function timedOut(facts: CallFacts): ModelError {
  return modelError("MODEL_TIMEOUT", facts, {});
}

function connectionError(error: APIConnectionError, facts: CallFacts): ModelError {
  const system = systemCodeOf(error);
  if (isTimeout(system)) return modelError("MODEL_TIMEOUT", facts, { cause: error });
  return modelError("MODEL_UNAVAILABLE", facts, { cause: error, detail: system });
}

const isTimeout = (system: string | undefined): boolean => system !== undefined && /TIMEOUT|ETIMEDOUT/.test(system);

/** The original is left out: a key or header that cannot be sent stands in its words. */
function badRequestOptions({ model }: CallFacts): ConfigError {
  return new ConfigError(
    "INVALID_CONFIG",
    `The request for the model "${model}" could not be made. Look for signs that HTTP does not allow in apiKey, ` +
      "organization, project and headers, and check baseURL.",
  );
}

/** What the vendor himself said went wrong, whatever way he said it. */
export function vendorError(error: APIError, facts: CallFacts): ModelError {
  // Gateways that answer 200 put the real status into the code.
  const status = error.status ?? (typeof error.code === "number" ? Number(error.code) : undefined);
  const code = codeOf(error, status);
  return modelError(code, facts, {
    cause: error,
    detail: status === undefined ? undefined : `status ${status}`,
    retryAfterMs: retryAfterMs(error.headers, facts.now),
    retryable: error.headers?.get("x-should-retry") === "false" ? false : undefined,
  });
}

function codeOf({ code, type, message }: APIError, status: number | undefined): ErrorCode {
  // A gateway may call it a rate limit: no waiting makes the request smaller.
  if (status === 413) return "MODEL_CONTEXT_TOO_LONG";
  const named = BY_NAME[String(code)] ?? BY_NAME[String(type)];
  if (named !== undefined) return named;
  const isRefusal = status === undefined || status === 400 || status === 422;
  if (isRefusal && TOO_LONG.test(message)) return "MODEL_CONTEXT_TOO_LONG";
  if (status === undefined) return isAsker(code, type) ? "MODEL_BAD_REQUEST" : "MODEL_UNAVAILABLE";
  return BY_STATUS[status] ?? (status >= 500 ? "MODEL_UNAVAILABLE" : "MODEL_BAD_REQUEST");
}

/** Whether the fault is the asker's, by the name alone: trying again does not make a picture readable. */
const isAsker = (code: unknown, type: unknown): boolean =>
  type === "invalid_request_error" || (typeof code === "string" && code.includes("image"));

/** How compatible servers say it that have no code for it. Only looked at, never passed on. */
const TOO_LONG = /context (length|window|size)|maximum context|too many (input )?tokens|(prompt|input) is too long/i;

const BY_NAME: Readonly<Record<string, ErrorCode>> = {
  invalid_api_key: "MODEL_AUTHENTICATION",
  authentication_error: "MODEL_AUTHENTICATION",
  permission_error: "MODEL_PERMISSION",
  model_not_found: "MODEL_NOT_FOUND",
  context_length_exceeded: "MODEL_CONTEXT_TOO_LONG",
  request_too_large: "MODEL_CONTEXT_TOO_LONG",
  content_filter: "MODEL_CONTENT_FILTERED",
  content_policy_violation: "MODEL_CONTENT_FILTERED",
  image_content_policy_violation: "MODEL_CONTENT_FILTERED",
  misalignment_policy_violation: "MODEL_CONTENT_FILTERED",
  bio_policy: "MODEL_CONTENT_FILTERED",
  // What the vendor says of a prompt that goes against his rules.
  invalid_prompt: "MODEL_CONTENT_FILTERED",
  insufficient_quota: "MODEL_QUOTA",
  billing_hard_limit_reached: "MODEL_QUOTA",
  billing_not_active: "MODEL_QUOTA",
  rate_limit_exceeded: "MODEL_RATE_LIMITED",
  overloaded_error: "MODEL_OVERLOADED",
};

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: "MODEL_AUTHENTICATION",
  402: "MODEL_QUOTA",
  403: "MODEL_PERMISSION",
  404: "MODEL_NOT_FOUND",
  408: "MODEL_TIMEOUT",
  409: "MODEL_UNAVAILABLE",
  429: "MODEL_RATE_LIMITED",
  503: "MODEL_OVERLOADED",
  504: "MODEL_TIMEOUT",
  524: "MODEL_TIMEOUT",
  529: "MODEL_OVERLOADED",
};

interface ErrorExtras {
  readonly cause?: unknown;
  /** What may be said beside the words: a status, the system's name of a failure. */
  readonly detail?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly retryable?: boolean | undefined;
}

function modelError(code: ErrorCode, facts: CallFacts, { detail, ...options }: ErrorExtras): ModelError {
  const [happened, advice] = wordsOf(code, facts);
  return new ModelError(
    code,
    `${subject(facts)} ${happened}${detail === undefined ? "" : ` (${detail})`}. ${advice}`,
    options,
  );
}

function wordsOf(code: ErrorCode, facts: CallFacts): readonly [string, string] {
  if (code === "MODEL_AUTHENTICATION") return keyWords(facts);
  if (code === "MODEL_BAD_REPLY") {
    return [
      `sent something that is not an answer of the ${facts.api} API`,
      "Check that baseURL names such a server, often with /v1 at the end.",
    ];
  }
  return WORDS[code] ?? ["failed", "Try again."];
}

const subject = ({ provider, model }: CallFacts): string => `The model "${model}" of ${provider}`;

function keyWords({ hasKey, keyVariable }: CallFacts): readonly [string, string] {
  if (!hasKey) return ["wants an API key and got none", "Give the option apiKey."];
  const where = keyVariable === undefined ? "the option apiKey" : `${keyVariable} or the option apiKey`;
  return ["did not accept the API key", `Check ${where}.`];
}

/** What happened, and what to do. */
const WORDS: Partial<Record<ErrorCode, readonly [string, string]>> = {
  MODEL_PERMISSION: ["may not be used with this API key", "Check what the key's project is allowed, or use another."],
  MODEL_NOT_FOUND: ["is not known there", "Check the id, and baseURL if you gave one."],
  MODEL_BAD_REQUEST: [
    "did not accept the request",
    "Check modelSettings, providerOptions and the tools' schemas; the vendor's reason is in the error's cause.",
  ],
  MODEL_CONTEXT_TOO_LONG: [
    "cannot take a conversation as long as this",
    "Shorten the history, the input or the tools, or use a model with a larger context.",
  ],
  MODEL_CONTENT_FILTERED: ["was kept from answering by the vendor's content filter", "Change the input."],
  MODEL_RATE_LIMITED: ["gets more requests than the account may send", "Wait and try again, or raise the limit."],
  MODEL_QUOTA: ["is not answering: the account has no credit left", "Add credit or raise the spending limit."],
  MODEL_OVERLOADED: ["is overloaded", "Wait a little and try again."],
  MODEL_UNAVAILABLE: ["could not be reached or failed", "Try again; check the network, and baseURL if you gave one."],
  MODEL_TIMEOUT: ["did not answer in time", "Try again, or raise the model's timeoutMs."],
  MODEL_STREAM_CUT: ["broke off in the middle of its answer", "Try again."],
};
