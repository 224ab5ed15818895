import type { ErrorCode, JsonObject, Tool, ToolCall, ToolResult } from "@definable/spec";
import type { HeldCall } from "../call/held-call.ts";

/** What is wrong with a call before it starts, in words for the model. */
export interface CallRefusal {
  /** A key of `ERROR_CODES`. */
  readonly code: ErrorCode;
  /** What the model reads, so that it can do better. */
  readonly text: string;
}

/** A tool call made ready: its tool found, its arguments parsed and validated. */
export interface PlannedCall {
  /** The call as the model made it. */
  readonly call: ToolCall;
  /** The parsed arguments, before the schema saw them; empty when the JSON was broken. */
  readonly args: JsonObject;
  /** Undefined when the model named a tool that does not exist. */
  readonly tool: Tool | undefined;
  /** What the schema made of the arguments: the first argument of `execute`. */
  readonly input: unknown;
  /** Set when the call cannot start; it is answered with this text. */
  readonly refusal: CallRefusal | undefined;
  /** What the call waits for before it can be carried out; undefined when it can be now. */
  readonly needs: CallNeed | undefined;
  /** What a person decided about it, once it has been asked. */
  readonly approval?: CallApproval | undefined;
  /** What the call was held with before: it goes on from there. */
  readonly held?: HeldCall | undefined;
  /** The result that somebody gave in place of the tool's. */
  readonly answer?: ToolResult | undefined;
}

/** What a call may wait for: that a person agrees, fills something in, that somebody carries it out elsewhere, or that its sub-agent need not wait any more. */
export type CallNeed = "confirmation" | "userInput" | "externalExecution" | "subAgent";

/** The decision about a call that waited. */
export interface CallApproval {
  /** What it waited for. */
  readonly need: CallNeed;
  /** True when the person agreed. */
  readonly confirmed: boolean;
  /** The person's words; the model reads them with a refusal. */
  readonly note?: string | undefined;
}
