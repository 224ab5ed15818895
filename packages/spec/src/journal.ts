import type { JsonObject } from "./json.ts";
import type { AssistantMessage, Message, UserMessage } from "./message.ts";
import type { Usage } from "./metrics.ts";
import type { ModelSettings, ProviderOptions } from "./model.ts";
import type { Decision, Requirement, Resolution } from "./requirement.ts";
import type { RunLimits } from "./run-options.ts";
import type { RunInput, RunOutputData } from "./run-output.ts";
import type { ToolExecution } from "./tool-execution.ts";

/** What every entry of the journal carries. */
export interface EntryEnvelope {
  /** The version of the entry's shape; old versions are read for ever. */
  readonly v: 1;
  /** The `seq` of the last event at that moment. */
  readonly eventSeq: number;
}

/** What each kind of entry holds. Keys come from data (turn, call id), never from position. */
export interface EntryMap {
  /** The run began: everything that a repeat of it needs. */
  "run.created": {
    readonly input: RunInput;
    /** The earlier messages, when the caller gave them; a session's are read from the session. */
    readonly history?: readonly Message[] | undefined;
    readonly metadata?: JsonObject | undefined;
    readonly modelSettings?: ModelSettings | undefined;
    readonly providerOptions?: ProviderOptions | undefined;
    /** The tools that the run may call, when the caller named them. */
    readonly activeTools?: readonly string[] | undefined;
    /** Those of the run itself; the agent's are the agent's. */
    readonly limits?: RunLimits | undefined;
    /** Set when a paused run came back as JSON into a store that did not know it. */
    readonly restored?: RunOutputData | undefined;
  };
  /** Messages that came while the run was under way: written before the model is asked with them. */
  "input.added": { readonly messages: readonly UserMessage[] };
  /** The model is about to be asked. */
  "model.started": { readonly turn: number };
  /** The model answered. It is not asked again for this turn. */
  "model.done": {
    readonly turn: number;
    readonly message: AssistantMessage;
    readonly usage?: Usage | undefined;
    /** The calls that do not start at once with this entry, by id: they wait, or cannot start. Undefined when all do. */
    readonly later?: readonly string[] | undefined;
  };
  /** A call that starts later than its model reply, or again after a decision. Its idempotency key is `runId/turn/callId`: made of what is stored here, so it is stored before the call. */
  "tool.started": { readonly turn: number; readonly callId: string };
  /** A call has its outcome, good or bad. It is not made again. */
  "tool.done": { readonly turn: number; readonly callId: string; readonly tool: ToolExecution };
  /** A person is asked. */
  "requirement.opened": { readonly requirement: Requirement };
  /** A person answered, or nobody did in time. */
  "requirement.resolved": { readonly decision: Decision } & Resolution;
  /** Somebody asked the run to stop. */
  "cancel.requested": { readonly by: string; readonly at: number };
  /** Tokens that were used beside the turns, such as for a summary. */
  usage: { readonly purpose: string; readonly usage: Usage };
  /** A segment ended in a pause: everything that a continuation needs. */
  "run.paused": { readonly output: RunOutputData };
  /** The run ended. `output.messages` holds this run's messages only. */
  "run.ended": { readonly output: RunOutputData };
}

/** One entry of a run's journal: plain JSON, appended before the run goes on. */
export type Entry = {
  [Kind in keyof EntryMap]: EntryEnvelope & { readonly kind: Kind } & EntryMap[Kind];
}[keyof EntryMap];
