import type { ReasoningPart } from "./content.ts";
import type { RunEvent } from "./event.ts";
import type { JsonObject } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";
import type { Message, UserMessage } from "./message.ts";
import type { Metrics } from "./metrics.ts";
import type { Requirement } from "./requirement.ts";
import type { RunStatus, StopReason } from "./run-status.ts";
import type { ToolExecution } from "./tool-execution.ts";

/** What the caller gave to a run. */
export interface RunInput {
  /** The person's words, oldest first, media included. */
  readonly messages: readonly UserMessage[];
}

/** One step of thinking, as the thinking layer parsed it. */
export interface ReasoningStep {
  /** What the step is about, in a few words. */
  readonly title?: string | undefined;
  /** The thought itself. */
  readonly reasoningContent: string;
  /** How sure it is, 0 to 1, where it says so. */
  readonly confidence?: number | undefined;
}

/** Everything that came of a run, as plain data. The Agent's `RunOutput` has these fields and methods besides. */
export interface RunOutputData {
  /** Unique. Continue, cancel or look up the run by it. */
  readonly runId: string;
  /** The conversation that it belongs to; a fresh id when it belongs to none. */
  readonly sessionId: string;
  /** False when the run was given no session: it saw no history and left none. */
  readonly hasSession: boolean;
  /** Whose run it is. Undefined: nobody's in particular. */
  readonly userId?: string | undefined;
  /** The agent that ran it. */
  readonly agentId: string;
  /** The agent's name at that time. */
  readonly agentName: string;
  /** The run that started it as a sub-agent. */
  readonly parentRunId?: string | undefined;
  /** The vendor's name of the model, without the provider. */
  readonly model: string;
  /** The provider's name in model strings, such as `openai`. */
  readonly modelProvider: string;
  /** How it stands: completed, paused, blocked, cancelled or failed. */
  readonly status: RunStatus;
  /** Why it stopped, when it completed: `done`, or the limit that ended it. */
  readonly stopReason?: StopReason | undefined;
  /** What the caller gave. */
  readonly input: RunInput;
  /** The text of the last model call. */
  readonly content: string;
  /** `json` when a shape was asked for and `parsed` is set, else `text`. */
  readonly contentType: "text" | "json";
  /** The answer as a value of the shape that was asked for. */
  readonly parsed?: unknown;
  /** What the thinking layer thought, as XML of its steps; without it what the model thought in its last call, as it said it. */
  readonly reasoningContent?: string | undefined;
  /** What the model thought in its last call, in the vendor's parts. */
  readonly reasoning?: readonly ReasoningPart[] | undefined;
  /** What the thinking layer thought, step by step. */
  readonly reasoningSteps?: readonly ReasoningStep[] | undefined;
  /** What the thinking layer and its model said to each other. In this process only: it is in no event, store or JSON. */
  readonly reasoningMessages?: readonly Message[] | undefined;
  /** Earlier history and this run's messages, without system messages. */
  readonly messages: readonly Message[];
  /** How many of `messages` were there before this run. */
  readonly historyLength: number;
  /** Every tool call of the run and what came of it, in the model's order. */
  readonly tools: readonly ToolExecution[];
  /** What a person was or is asked, answered or not. */
  readonly requirements: readonly Requirement[];
  /** The sub-agents that wait with the run: what a continuation goes on from. Undefined when there are none. */
  readonly children?: readonly RunOutputData[] | undefined;
  /** Tokens, cost and time, over all segments. */
  readonly metrics: Metrics;
  /** Pictures: those in the model's last words, then those that tools made. */
  readonly images?: readonly Image[] | undefined;
  /** Moving pictures that tools made. */
  readonly videos?: readonly Video[] | undefined;
  /** Sound that tools made; the spoken answer is `responseAudio`. */
  readonly audio?: readonly Audio[] | undefined;
  /** Documents that tools made. */
  readonly files?: readonly File[] | undefined;
  /** The spoken answer, from a model that speaks. */
  readonly responseAudio?: Audio | undefined;
  /** The caller's own notes, as given in the options. */
  readonly metadata?: JsonObject | undefined;
  /** The state that tools share, as the run left it. Never leaves the process. */
  readonly sessionState?: JsonObject | undefined;
  /** The safe message of what ended the run, when it failed. */
  readonly error?: string | undefined;
  /** A key of `ERROR_CODES`, when it failed. */
  readonly errorCode?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The `seq` of the run's last event: a continuation goes on from it. */
  readonly lastSeq: number;
  /** How many segments the run has had: 1, and one more for each continuation. */
  readonly segments: number;
}

/** `RunOutput.toJSON()`: the data with a version, without events unless asked for. */
export interface RunOutputJson extends RunOutputData {
  /** The version of the shape. Readers refuse one that they do not know. */
  readonly v: 1;
  /** The events of the last segment, when they were asked for. */
  readonly events?: readonly RunEvent[] | undefined;
}

/** The output as a server sees it: plain data that also knows what of it may leave the process. */
export interface RunOutputLike extends RunOutputData {
  /**
   * Plain JSON, from which `continueRun` goes on. It holds the session's state: for your own storage, not for
   * strangers.
   */
  toJSON(): RunOutputJson;
  /** What HTTP and chat may show: this run's messages only, no session state, no thinking messages, nothing of sub-agents. */
  toPublicJSON(): Omit<RunOutputJson, "sessionState" | "reasoningMessages" | "events" | "children">;
}
