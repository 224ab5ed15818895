import type { JsonObject } from "@definable/spec";

/** The error object of the vendor's answers. */
export interface VendorError {
  /** The vendor's class of errors. */
  readonly type: string;
  /** The vendor's sentence. */
  readonly message: string;
  /** Names the cause where the type does not, as `details.error_code`. */
  readonly errorCode?: string | undefined;
}

/** What an error says; the rest is what the vendor says for that status. */
export interface VendorErrorOptions {
  /** The vendor's class of errors, such as `overloaded_error`. Default: what goes with the status. */
  readonly type?: string | undefined;
  /** The vendor's sentence. Default: what goes with the status. */
  readonly message?: string | undefined;
  /** Names the cause where the type does not, as `details.error_code`. Default: not sent. */
  readonly errorCode?: string | undefined;
}

/** Completes an error as the vendor words it for the status. */
export function vendorError(status: number, options: VendorErrorOptions = {}): VendorError {
  const usual = BY_STATUS[status] ?? (status >= 500 ? SERVER : BAD);
  return {
    type: options.type ?? usual.type,
    message: options.message ?? usual.message,
    ...(options.errorCode === undefined ? {} : { errorCode: options.errorCode }),
  };
}

/** The body of an answer, and the data of an event, that carry an error. */
export function errorBody({ type, message, errorCode }: VendorError, requestId: string): JsonObject {
  const details = errorCode === undefined ? {} : { details: { error_code: errorCode } };
  return { type: "error", error: { type, message, ...details }, request_id: requestId };
}

const SERVER: VendorError = { type: "api_error", message: "Internal server error" };
const BAD: VendorError = { type: "invalid_request_error", message: "The request could not be processed." };

const BY_STATUS: Readonly<Record<number, VendorError>> = {
  400: BAD,
  401: { type: "authentication_error", message: "invalid x-api-key" },
  402: { type: "billing_error", message: "There is an issue with your billing or payment information." },
  403: { type: "permission_error", message: "Your API key does not have permission to use the specified resource." },
  404: { type: "not_found_error", message: "Not Found" },
  409: { type: "conflict_error", message: "The request conflicts with the current state of the resource." },
  413: { type: "request_too_large", message: "Request exceeds the maximum size" },
  429: {
    type: "rate_limit_error",
    message:
      "This request would exceed your organization's rate limit of 50 requests per minute. For details, refer to: " +
      "https://docs.claude.com/en/api/rate-limits.",
  },
  500: SERVER,
  504: { type: "timeout_error", message: "Request timed out" },
  529: { type: "overloaded_error", message: "Overloaded" },
};
