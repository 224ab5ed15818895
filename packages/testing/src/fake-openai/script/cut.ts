import { cutEnding } from "../../fake-server/script/ending.ts";
import type { CutPoint } from "../../fake-server/script/ending.ts";
import { checkReply } from "./reply.ts";
import type { ReplyOptions } from "./reply.ts";
import type { ReplyStep } from "./step.ts";

/** A reply of which the rest is lost. */
export interface CutOptions extends ReplyOptions, CutPoint {}

/** A step that begins a reply and breaks it off at an exact byte or chunk. */
export function cut(options: CutOptions): ReplyStep {
  const { after, how, ...reply } = options;
  checkReply(reply);
  return { kind: "reply", reply, ending: cutEnding({ after, how }) };
}
