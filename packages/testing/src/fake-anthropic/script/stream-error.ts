import { vendorError } from "../wire/vendor-error.ts";
import type { VendorErrorOptions } from "../wire/vendor-error.ts";
import { checkReply } from "./reply.ts";
import type { ReplyOptions } from "./reply.ts";
import type { ReplyStep } from "./step.ts";

/** A stream that turns into an error. */
export interface StreamErrorOptions extends ReplyOptions {
  /** Events of the reply before the error. Default 1: the one that opens the message. */
  readonly afterChunks?: number | undefined;
  /** Default: the vendor is overloaded. */
  readonly error?: VendorErrorOptions | undefined;
}

/**
 * A step that streams some events and then the event `error` instead of the rest. An unstreamed request gets the error as
 * its whole body, with status 200, as some gateways do.
 */
export function streamError(options: StreamErrorOptions = {}): ReplyStep {
  const { afterChunks = 1, error, ...reply } = options;
  checkReply(reply);
  return { kind: "reply", reply, ending: { kind: "error", afterChunks, error: vendorError(529, error) } };
}
