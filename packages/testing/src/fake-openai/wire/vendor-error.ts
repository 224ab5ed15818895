import type { JsonObject } from "@definable/spec";

/** The error object of the vendor's answers. */
export interface VendorError {
  /** The vendor's sentence. */
  readonly message: string;
  /** The vendor's class of errors. */
  readonly type: string;
  /** The field of the request that is at fault, or null. */
  readonly param: string | null;
  /** The vendor's short name for it, or null. */
  readonly code: string | null;
}

/** What an error says; the rest is what the vendor says for that status or code. */
export interface VendorErrorOptions {
  /** The vendor's sentence. Default: what goes with the code or status. */
  readonly message?: string | undefined;
  /** The vendor's class of errors. Default: what goes with the code or status. */
  readonly type?: string | undefined;
  /** The field of the request that is at fault. Default: what goes with the code or status. */
  readonly param?: string | null | undefined;
  /** The vendor's short name for it, such as `insufficient_quota`. Default: what goes with the status. */
  readonly code?: string | null | undefined;
}

/** Completes an error as the vendor words it: by code when one is known, else by status. */
export function vendorError(status: number, options: VendorErrorOptions = {}): VendorError {
  const usual = (options.code ? BY_CODE[options.code] : undefined) ?? BY_STATUS[status] ?? UNKNOWN;
  return {
    message: options.message ?? usual.message,
    type: options.type ?? usual.type,
    param: options.param === undefined ? usual.param : options.param,
    code: options.code === undefined ? usual.code : options.code,
  };
}

/** The body of an answer that carries an error. */
export function errorBody(error: VendorError): JsonObject {
  return { error: { message: error.message, type: error.type, param: error.param, code: error.code } };
}

const says = (message: string, type: string, code: string | null = null): VendorError => ({
  message,
  type,
  param: null,
  code,
});

const SERVER_TEXT =
  "The server had an error processing your request. Sorry about that! You can retry your request, or contact us " +
  "through our help center at help.openai.com if you keep seeing this error.";

const UNKNOWN = says("The request failed.", "server_error");

const BY_STATUS: Readonly<Record<number, VendorError>> = {
  400: says("Your request was malformed or missing some required parameters.", "invalid_request_error"),
  401: says(
    "Incorrect API key provided: sk-*****. You can find your API key at https://platform.openai.com/account/api-keys.",
    "invalid_request_error",
    "invalid_api_key",
  ),
  403: says("Country, region, or territory not supported", "request_forbidden", "unsupported_country_region_territory"),
  404: says(
    "The model `gpt-unknown` does not exist or you do not have access to it.",
    "invalid_request_error",
    "model_not_found",
  ),
  409: says("The resource was updated by another request. Try again.", "invalid_request_error"),
  413: says("Request body is larger than the maximum allowed size.", "invalid_request_error", "request_too_large"),
  422: says("The request could not be processed.", "invalid_request_error"),
  429: says(
    "Rate limit reached for gpt-4o in organization org-fake on requests per min (RPM): Limit 500, Used 500, " +
      "Requested 1. Please try again in 120ms. Visit https://platform.openai.com/account/rate-limits to learn more.",
    "requests",
    "rate_limit_exceeded",
  ),
  500: says(SERVER_TEXT, "server_error"),
  502: says("Bad gateway.", "server_error"),
  503: says("The engine is currently overloaded, please try again later.", "server_error"),
  504: says("The request timed out. Please try again.", "server_error"),
};

const BY_CODE: Readonly<Record<string, VendorError>> = {
  insufficient_quota: says(
    "You exceeded your current quota, please check your plan and billing details. For more information on this " +
      "error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
    "insufficient_quota",
    "insufficient_quota",
  ),
  context_length_exceeded: {
    ...says(
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens. Please " +
        "reduce the length of the messages.",
      "invalid_request_error",
      "context_length_exceeded",
    ),
    param: "messages",
  },
  content_policy_violation: says(
    "Your request was rejected as a result of our safety system.",
    "invalid_request_error",
    "content_policy_violation",
  ),
};
