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
  readonly messages: readonly UserMessage[];
}

/** One step of thinking, as the thinking layer parsed it. */
export interface ReasoningStep {
  readonly title?: string | undefined;
  readonly reasoningContent: string;
  readonly confidence?: number | undefined;
}

/** Everything that came of a run, as plain data. The Agent's `RunOutput` has these fields and methods besides. */
export interface RunOutputData {
  readonly runId: string;
  readonly sessionId: string;
  /** False when the run was given no session: it saw no history and left none. */
  readonly hasSession: boolean;
  readonly userId?: string | undefined;
  readonly agentId: string;
  readonly agentName: string;
  readonly parentRunId?: string | undefined;
  readonly model: string;
  readonly modelProvider: string;
  readonly status: RunStatus;
  readonly stopReason?: StopReason | undefined;
  readonly input: RunInput;
  /** The text of the last model call. */
  readonly content: string;
  readonly contentType: "text" | "json";
  readonly parsed?: unknown;
  readonly reasoningContent?: string | undefined;
  readonly reasoning?: readonly ReasoningPart[] | undefined;
  readonly reasoningSteps?: readonly ReasoningStep[] | undefined;
  readonly reasoningMessages?: readonly Message[] | undefined;
  /** Earlier history and this run's messages, without system messages. */
  readonly messages: readonly Message[];
  /** How many of `messages` were there before this run. */
  readonly historyLength: number;
  readonly tools: readonly ToolExecution[];
  readonly requirements: readonly Requirement[];
  readonly metrics: Metrics;
  readonly images?: readonly Image[] | undefined;
  readonly videos?: readonly Video[] | undefined;
  readonly audio?: readonly Audio[] | undefined;
  readonly files?: readonly File[] | undefined;
  readonly responseAudio?: Audio | undefined;
  readonly metadata?: JsonObject | undefined;
  readonly sessionState?: JsonObject | undefined;
  /** The safe message of what ended the run, when it failed. */
  readonly error?: string | undefined;
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
  readonly v: 1;
  readonly events?: readonly RunEvent[] | undefined;
}

/** The output as a server sees it: plain data that also knows what of it may leave the process. */
export interface RunOutputLike extends RunOutputData {
  toJSON(): RunOutputJson;
  /** What HTTP and chat may show: this run's messages only, no session state, no thinking messages. */
  toPublicJSON(): Omit<RunOutputJson, "sessionState" | "reasoningMessages" | "events">;
}
