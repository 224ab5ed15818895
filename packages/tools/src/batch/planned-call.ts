import type { ErrorCode, JsonObject, Tool, ToolCall } from "@definable/spec";

/** What is wrong with a call before it starts, in words for the model. */
export interface CallRefusal {
  readonly code: ErrorCode;
  readonly text: string;
}

/** A tool call made ready: its tool found, its arguments parsed and validated. */
export interface PlannedCall {
  readonly call: ToolCall;
  readonly args: JsonObject;
  /** Undefined when the model named a tool that does not exist. */
  readonly tool: Tool | undefined;
  /** What the schema made of the arguments: the first argument of `execute`. */
  readonly input: unknown;
  /** Set when the call cannot start; it is answered with this text. */
  readonly refusal: CallRefusal | undefined;
  /** True when a person has to agree first. */
  readonly needsConfirmation: boolean;
  /** What a person decided about it, once it has been asked. */
  readonly approval?: CallApproval | undefined;
}

/** The decision about a call that needed confirmation. */
export interface CallApproval {
  readonly confirmed: boolean;
  readonly note?: string | undefined;
}
