import { failureHeaders } from "../../fake-server/script/failure-headers.ts";
import type { FailureHeaders } from "../../fake-server/script/failure-headers.ts";
import { vendorError } from "../wire/vendor-error.ts";
import type { VendorErrorOptions } from "../wire/vendor-error.ts";
import type { FailureStep } from "./step.ts";

/** A request that the vendor refuses. */
export interface FailureOptions extends VendorErrorOptions, FailureHeaders {
  /** The HTTP status, such as 429 or 529. What the vendor says for it is filled in. */
  readonly status: number;
}

/**
 * A step that answers with an HTTP error in the vendor's body shape. Type and message default to what the vendor says for
 * the status: 429 with `retryAfter`, 529 for an overload ...
 */
export function failure(options: FailureOptions): FailureStep {
  return {
    kind: "failure",
    status: options.status,
    error: vendorError(options.status, options),
    headers: failureHeaders(options),
    delayMs: options.delayMs ?? 0,
  };
}
