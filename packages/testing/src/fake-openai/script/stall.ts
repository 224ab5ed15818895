import { checkReply } from "./reply.ts";
import type { ReplyOptions } from "./reply.ts";
import type { ReplyStep } from "./step.ts";
import type { StopPoint } from "./stop-point.ts";

/** A reply that stops coming. */
export interface StallOptions extends ReplyOptions {
  /** Default "headers". */
  readonly after?: StopPoint | undefined;
  /** When this settles, the rest of the reply is sent. Default: never. */
  readonly until?: Promise<unknown> | undefined;
}

/**
 * A step that says nothing more from a point on and keeps the connection open: for timeouts and for cancelling.
 * `request.sent` resolves when the point is reached.
 */
export function stall(options: StallOptions = {}): ReplyStep {
  const { after = "headers", until, ...reply } = options;
  checkReply(reply);
  return { kind: "reply", reply, ending: { kind: "stall", after, until } };
}
