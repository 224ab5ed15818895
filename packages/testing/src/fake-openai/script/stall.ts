import { stallEnding } from "../../fake-server/script/ending.ts";
import type { StallPoint } from "../../fake-server/script/ending.ts";
import { checkReply } from "./reply.ts";
import type { ReplyOptions } from "./reply.ts";
import type { ReplyStep } from "./step.ts";

/** A reply that stops coming. */
export interface StallOptions extends ReplyOptions, StallPoint {}

/**
 * A step that says nothing more from a point on and keeps the connection open: for timeouts and for cancelling.
 * `request.sent` resolves when the point is reached.
 */
export function stall(options: StallOptions = {}): ReplyStep {
  const { after, until, ...reply } = options;
  checkReply(reply);
  return { kind: "reply", reply, ending: stallEnding({ after, until }) };
}
