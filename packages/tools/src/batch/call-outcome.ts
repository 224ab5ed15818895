import type { ErrorCode, ToolResult } from "@definable/spec";
import type { HeldCall } from "../call/held-call.ts";

/** What came of a call: a result, or an error in words for the model. */
export type CallOutcome =
  | {
      readonly ok: true;
      readonly result: ToolResult;
      /** The tool ends the run. */
      readonly stops?: boolean;
      /** There is no result yet: the call goes on waiting. */
      readonly held?: HeldCall;
    }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly text: string;
      /** What the tool threw. For logs in this process, never for the model or the wire. */
      readonly cause?: unknown;
    };

/** Makes the outcome of a call that failed. */
export function failed(code: ErrorCode, text: string, cause?: unknown): CallOutcome {
  return { ok: false, code, text, cause };
}
