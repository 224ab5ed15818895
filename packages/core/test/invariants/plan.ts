import type { ErrorCode, JsonObject, Message, RunInputLike } from "@definable/spec";
import type { ToolKind } from "./tool-box.ts";

/** One tool call that the model makes. `n` is what the tool answers with, so that answers cannot be mixed up unseen. */
export interface CallPlan {
  /** A kind of tool, or any other name that the model makes up. */
  readonly name: ToolKind | (string & {});
  readonly n: number;
  /** Default: a fresh id. */
  readonly id?: string | undefined;
  readonly args: "good" | "broken" | "wrong" | "list" | "none";
}

/** One reply of the model. */
export interface TurnPlan {
  readonly text: readonly string[];
  readonly reasoning: readonly string[];
  readonly calls: readonly CallPlan[];
  readonly usage: boolean;
  readonly refusal: boolean;
  /** The call fails after so many pieces. `throws`: with an error that is no ModelError. */
  readonly failure?: { readonly code: ErrorCode | "throws"; readonly after: number } | undefined;
}

/** What a person does with one requirement. `badEdit` is refused, and confirmed then. */
export type Choice = "confirm" | "edit" | "badEdit" | "reject" | "skip";

/** How a paused run is continued. */
export interface ApprovalPlan {
  readonly choices: readonly Choice[];
  readonly from: "live" | "json" | "id";
  readonly by: "same" | "sharedStore" | "freshStore";
  readonly stream: boolean;
}

/** Where and how a run is cancelled. */
export interface CancelPlan {
  /** The `seq` of the event at which it happens; 0 is before the run. */
  readonly at: number;
  readonly how: "signal" | "token" | "stream" | "leave" | "cancelRun" | "close";
  /** Who sees the event: a handler inside the run, or the reader of the stream. */
  readonly from: "handler" | "reader";
}

/** One run. */
export interface RunPlan {
  readonly input: RunInputLike;
  readonly stream: boolean;
  readonly hasSession: boolean;
  readonly metadata?: JsonObject | undefined;
  readonly history?: readonly Message[] | undefined;
  readonly cancel?: CancelPlan | undefined;
  /** One for each pause; a run that pauses more often stays paused, or is cancelled. */
  readonly approvals: readonly ApprovalPlan[];
  readonly dropPaused: boolean;
}

/** Some runs of one agent, one after another, with what its model will say. */
export interface Plan {
  readonly turns: readonly TurnPlan[];
  readonly runs: readonly RunPlan[];
  readonly maxToolRounds: number;
  readonly maxParallelTools?: number | undefined;
  readonly maxRetries: number;
  readonly streams: boolean;
  /** Whether guardrails look at everything, at once or later; they let all of it pass. */
  readonly guards?: "none" | "atOnce" | "later" | undefined;
  /** `slow` answers later; `failing` breaks at its write with that number, `now` or later. */
  readonly store: "memory" | "slow" | { readonly failsAt: number; readonly later: boolean };
}
