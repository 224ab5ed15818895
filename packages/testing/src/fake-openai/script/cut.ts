import { ScriptError } from "../../script/script-error.ts";
import { checkReply } from "./reply.ts";
import type { ReplyOptions } from "./reply.ts";
import type { ReplyStep } from "./step.ts";
import type { StopPoint } from "./stop-point.ts";

/** A reply of which the rest is lost. */
export interface CutOptions extends ReplyOptions {
  /** Where it breaks off. */
  readonly after: StopPoint;
  /**
   * "close" (default) closes the socket once the bytes before are out; "reset" resets the connection, which may also
   * lose bytes before; "end" ends the answer properly, as a proxy does that lost its own upstream.
   */
  readonly how?: "close" | "reset" | "end" | undefined;
}

/** A step that begins a reply and breaks it off at an exact byte or chunk. */
export function cut(options: CutOptions): ReplyStep {
  const { after, how = "close", ...reply } = options;
  if (after === "nothing" && how === "end") {
    throw new ScriptError("invalidStep", 'A cut after "nothing" cannot "end": an answer that ends has headers.');
  }
  checkReply(reply);
  return { kind: "reply", reply, ending: { kind: "cut", after, how } };
}
