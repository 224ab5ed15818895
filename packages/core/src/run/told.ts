import type { RunEventMap, RunEventName, RunOutputData, RunOutputLike, ToolExecution } from "@definable/spec";

/** What is told of a run under one name: an event without its envelope. */
export type ToldOf<Name extends RunEventName> = { readonly event: Name } & RunEventMap[Name];

/** The start and the ends of a call are told by its execution alone: all else that their events say stands in it. */
export interface ToldCall {
  readonly event: "ToolCallStarted" | "ToolCallCompleted" | "ToolCallError";
  readonly tool: ToolExecution;
}

/** A good end is told by the output, whose fields its event has. */
export interface ToldCompletion {
  readonly event: "RunCompleted";
  readonly data: RunOutputData;
  readonly output: RunOutputLike;
}

type Plain = Exclude<RunEventName, (ToldCall | ToldCompletion)["event"]>;

/** What is told of a run. It becomes an event, with its envelope, when somebody looks. */
export type Told = ToldCall | ToldCompletion | { [Name in Plain]: ToldOf<Name> }[Plain];
