import type { RunEventMap, RunEventName, ToolExecution } from "@definable/spec";

/** What is told of a run under one name: an event without its envelope. */
export type ToldOf<Name extends RunEventName> = { readonly event: Name } & RunEventMap[Name];

/** The start and the ends of a call are told by its execution alone: all else that their events say stands in it. */
export type ToldCall = {
  readonly event: "ToolCallStarted" | "ToolCallCompleted" | "ToolCallError";
  readonly tool: ToolExecution;
};

/** What is told of a run. It becomes an event, with its envelope, when somebody looks. */
export type Told =
  | ToldCall
  | { [Name in Exclude<RunEventName, ToldCall["event"]>]: ToldOf<Name> }[Exclude<RunEventName, ToldCall["event"]>];
