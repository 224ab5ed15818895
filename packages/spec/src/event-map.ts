import type { JsonObject, JsonValue } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";
import type { AssistantMessage, Message, MessageList, ToolCall, UserMessage } from "./message.ts";
import type { Metrics, Usage } from "./metrics.ts";
import type { FinishReason } from "./model.ts";
import type { PhaseName } from "./phase-name.ts";
import type { Requirement } from "./requirement.ts";
import type { ReasoningStep, RunInput, RunOutputData, RunOutputLike } from "./run-output.ts";
import type { RunStatus, StopReason } from "./run-status.ts";
import type { ToolExecution } from "./tool-execution.ts";

/** What every `*Started` event and its end have in common: the pair shares `stepId`. */
export interface Step {
  readonly stepId: string;
}

/** What every event that ends a segment says. */
export interface SegmentEnd {
  readonly status: RunStatus;
  readonly metrics: Metrics;
  readonly stopReason?: StopReason | undefined;
  /** The text of the last model call, also when it was cut short. */
  readonly content: string;
  readonly tools: readonly ToolExecution[];
}

/** What every event about one tool call says. */
export interface ToolStep extends Step {
  readonly tool: ToolExecution;
  readonly toolName: string;
}

/** `ToolCallCompleted`: `result` and `content` are the same text, the one that the model reads. */
export interface ToolCallCompletedPayload extends ToolStep {
  readonly result: string;
  readonly content: string;
  readonly images?: readonly Image[] | undefined;
  readonly videos?: readonly Video[] | undefined;
  readonly audio?: readonly Audio[] | undefined;
  readonly files?: readonly File[] | undefined;
}

/** `RunCompleted`: the run's fields flat, and in this process also the output itself (not in JSON). */
export interface RunCompletedPayload extends SegmentEnd, Omit<RunOutputData, keyof SegmentEnd | EnvelopeField> {
  readonly output?: RunOutputLike | undefined;
}

/** The fields of a RunOutput that every event has in its envelope. */
type EnvelopeField = "runId" | "sessionId" | "agentId" | "agentName" | "parentRunId" | "createdAt" | "lastSeq";

/** `ModelCallStarted`: in this process `messages` is the whole view; its JSON holds only what is new. */
export interface ModelCallStartedPayload extends Step {
  readonly turn: number;
  readonly model: string;
  readonly modelProvider: string;
  readonly messageCount: number;
  /** The messages that the previous call of the run did not have. Never the system prompt. */
  readonly newMessages: readonly Message[];
  readonly messages?: MessageList | undefined;
  readonly toolNames: readonly string[];
}

/** `ModelCallCompleted`: what the model said, whole; on failure what it had said so far, with `error`. */
export interface ModelCallCompletedPayload extends Step {
  readonly turn: number;
  readonly model: string;
  readonly message?: AssistantMessage | undefined;
  readonly toolCalls: readonly ToolCall[];
  /** Why the model stopped: `length` and `filter` mean that something is missing. */
  readonly finishReason?: FinishReason | undefined;
  readonly usage?: Usage | undefined;
  readonly cost?: number | undefined;
  readonly attempts: number;
  readonly durationMs: number;
  readonly error?: string | undefined;
  readonly errorCode?: string | undefined;
}

/** Every event of a run by name, with what it carries besides the envelope. Everything else derives from this table. */
export interface RunEventMap {
  RunStarted: {
    readonly model: string;
    readonly modelProvider: string;
    readonly input: RunInput;
    /** False when the run has no session of its own. */
    readonly hasSession: boolean;
    readonly userId?: string | undefined;
    readonly metadata?: JsonObject | undefined;
  };
  RunContinued: { readonly segment: number; readonly requirements: readonly Requirement[] };
  RunInputAdded: {
    readonly messages: readonly UserMessage[];
    /** `steer`: before the next model call. `queue`: as a turn of its own, when the model was done. */
    readonly via: "steer" | "queue";
  };
  RunContent: { readonly content: string };
  RunContentCompleted: { readonly fullContent: string };
  IntermediateRunContent: { readonly content: string };
  RunCompleted: RunCompletedPayload;
  RunPaused: SegmentEnd & { readonly requirements: readonly Requirement[] };
  RunError: SegmentEnd & { readonly error: string; readonly errorCode: string };
  RunCancelled: SegmentEnd & { readonly reason: string };

  PhaseStarted: Step & { readonly phaseName: PhaseName };
  PhaseCompleted: Step & {
    readonly phaseName: PhaseName;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  ModelCallStarted: ModelCallStartedPayload;
  ModelCallCompleted: ModelCallCompletedPayload;

  ToolCallStarted: ToolStep;
  ToolCallCompleted: ToolCallCompletedPayload;
  ToolCallError: ToolStep & { readonly error: string; readonly errorCode: string };
  ToolContent: ToolStep & {
    readonly chunk: string;
    readonly chunkIndex: number;
    readonly isFinal: boolean;
  };
  PreHookStarted: ToolStep;
  PreHookCompleted: ToolStep & { readonly error?: string | undefined };
  PostHookStarted: ToolStep;
  PostHookCompleted: ToolStep & { readonly error?: string | undefined };

  ReasoningStarted: Step;
  ReasoningContentDelta: Step & { readonly reasoningContent: string };
  ReasoningStep: Step & ReasoningStep;
  ReasoningCompleted: Step & {
    readonly reasoningContent: string;
    readonly error?: string | undefined;
  };

  KnowledgeRetrievalStarted: Step & { readonly query: string };
  KnowledgeRetrievalCompleted: Step & {
    readonly query: string;
    readonly documentsFound: number;
    readonly documentsUsed: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  MemoryRecallStarted: Step & { readonly query: string };
  MemoryRecallCompleted: Step & {
    readonly query: string;
    readonly tokensUsed: number;
    readonly chunksIncluded: number;
    readonly chunksAvailable: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  MemoryUpdateStarted: Step & { readonly messageCount: number };
  MemoryUpdateCompleted: Step & {
    readonly messageCount: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  FileReadStarted: Step & { readonly fileCount: number };
  FileReadCompleted: Step & {
    readonly fileCount: number;
    readonly filesRead: number;
    readonly filesFailed: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  SessionSummaryStarted: Step;
  SessionSummaryCompleted: Step & {
    readonly sessionSummary?: string | undefined;
    readonly error?: string | undefined;
  };
  CompressionStarted: Step & { readonly toolResultsCount: number };
  CompressionCompleted: Step & {
    readonly toolResultsCompressed: number;
    readonly originalSize: number;
    readonly compressedSize: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };

  GuardrailChecked: {
    readonly guardrailName: string;
    readonly guardrailType: "input" | "output" | "tool";
    readonly action: "allow" | "block" | "modify" | "warn";
    readonly message?: string | undefined;
    readonly durationMs: number;
  };
  GuardrailBlocked: {
    readonly guardrailName: string;
    readonly guardrailType: "input" | "output" | "tool";
    readonly reason: string;
  };

  SubAgentSpawned: Step & { readonly threadId: string; readonly goal: string };
  SubAgentCompleted: Step & {
    readonly threadId: string;
    readonly result: string;
    readonly metrics: Metrics;
  };
  SubAgentFailed: Step & { readonly threadId: string; readonly error: string };
  SubAgentKilled: Step & { readonly threadId: string; readonly reason: string };

  InterfaceStarted: { readonly interfaceName: string };
  InterfaceStopped: { readonly interfaceName: string };
  InterfaceRestarted: {
    readonly interfaceName: string;
    readonly restartCount: number;
    readonly backoffSeconds: number;
  };
  InterfaceError: { readonly interfaceName: string; readonly errorMessage: string };

  /** Sent first to a reader who missed deltas: all the text so far of the current model call. */
  RunContentSnapshot: { readonly content: string };
  /** The open door: what your tools and phases send with `emit(name, data)`. */
  CustomEvent: { readonly name: string; readonly data: JsonValue | JsonObject };
}

/** The name of an event, as it stands in `event.event` and on the wire. */
export type RunEventName = keyof RunEventMap;
