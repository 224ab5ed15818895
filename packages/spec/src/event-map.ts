import type { JsonObject, JsonValue } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";
import type { AssistantMessage, Message, MessageList, ToolCall, UserMessage } from "./message.ts";
import type { Metrics, Usage } from "./metrics.ts";
import type { FinishReason } from "./model.ts";
import type { AnyPhaseName } from "./phase-name.ts";
import type { Requirement } from "./requirement.ts";
import type { ReasoningStep, RunInput, RunOutputData, RunOutputLike } from "./run-output.ts";
import type { RunStatus, StopReason } from "./run-status.ts";
import type { ToolExecution } from "./tool-execution.ts";

/** What every `*Started` event and its end have in common: the pair shares `stepId`. */
export interface Step {
  /** Unique in the run. */
  readonly stepId: string;
}

/** What every event that ends a segment says. */
export interface SegmentEnd {
  /** How the run stands now. */
  readonly status: RunStatus;
  /** What the run has used so far, over all its segments. */
  readonly metrics: Metrics;
  /** Why it stopped, when it completed. */
  readonly stopReason?: StopReason | undefined;
  /** The text of the last model call, also when it was cut short. */
  readonly content: string;
  /** Every tool call of the run and what came of it. */
  readonly tools: readonly ToolExecution[];
}

/** What every event about one tool call says. */
export interface ToolStep extends Step {
  /** The call as it stands at this moment. */
  readonly tool: ToolExecution;
  /** The tool's name, so that it need not be looked for in `tool`. */
  readonly toolName: string;
}

/** `ToolCallCompleted`: `result` and `content` are the same text, the one that the model reads. */
export interface ToolCallCompletedPayload extends ToolStep {
  /** The text of the result. */
  readonly result: string;
  /** The same text under the name that messages have for it. */
  readonly content: string;
  /** Pictures that the tool returned. */
  readonly images?: readonly Image[] | undefined;
  /** Moving pictures that the tool returned. */
  readonly videos?: readonly Video[] | undefined;
  /** Sound that the tool returned. */
  readonly audio?: readonly Audio[] | undefined;
  /** Documents that the tool returned. */
  readonly files?: readonly File[] | undefined;
}

/** `RunCompleted`: the run's fields flat, and in this process also the output itself (not in JSON). */
export interface RunCompletedPayload extends SegmentEnd, Omit<RunOutputData, keyof SegmentEnd | EnvelopeField> {
  /** The same as what `run()` returns. Undefined when the event was read from JSON. */
  readonly output?: RunOutputLike | undefined;
}

/** The fields of a RunOutput that every event has in its envelope. */
type EnvelopeField = "runId" | "sessionId" | "agentId" | "agentName" | "parentRunId" | "createdAt" | "lastSeq";

/** `ModelCallStarted`: in this process `messages` is the whole view; its JSON holds only what is new. */
export interface ModelCallStartedPayload extends Step {
  /** What a call beside the conversation is for, such as `thinking`. Undefined: it is a turn of the conversation. */
  readonly purpose?: string | undefined;
  /** 1 for the first model call of the run; of a call beside the conversation, the number of turns so far. */
  readonly turn: number;
  /** The vendor's name of the model. */
  readonly model: string;
  /** The provider's name in model strings. */
  readonly modelProvider: string;
  /** How many messages the model is given, system prompt not counted. */
  readonly messageCount: number;
  /** The messages that the previous call of the run did not have. Never the system prompt. */
  readonly newMessages: readonly Message[];
  /** All that the model is given. Undefined when the event was read from JSON. */
  readonly messages?: MessageList | undefined;
  /** The tools that it may call. */
  readonly toolNames: readonly string[];
}

/** `ModelCallCompleted`: what the model said, whole; on failure what it had said so far, with `error`. */
export interface ModelCallCompletedPayload extends Step {
  /** As in its `ModelCallStarted`. */
  readonly purpose?: string | undefined;
  /** The turn of its `ModelCallStarted`. */
  readonly turn: number;
  /** The vendor's name of the model. */
  readonly model: string;
  /** What goes into the history. Undefined when nothing was said, and for a call beside the conversation. */
  readonly message?: AssistantMessage | undefined;
  /** The tools that it asked for; empty when none. */
  readonly toolCalls: readonly ToolCall[];
  /** Why the model stopped: `length` and `filter` mean that something is missing. */
  readonly finishReason?: FinishReason | undefined;
  /** Tokens of this call. Undefined when the vendor did not say. */
  readonly usage?: Usage | undefined;
  /** US dollars. Undefined when the price or the usage is unknown. */
  readonly cost?: number | undefined;
  /** How often the vendor was asked: 1, and one more for each further try. */
  readonly attempts: number;
  /** Milliseconds from the start of the call, waits between tries included. */
  readonly durationMs: number;
  /** The safe message of what went wrong; undefined when all went well. */
  readonly error?: string | undefined;
  /** A key of `ERROR_CODES`; undefined when all went well. */
  readonly errorCode?: string | undefined;
}

/** Every event of a run by name, with what it carries besides the envelope. Everything else derives from this table. */
export interface RunEventMap {
  /** The first event of a run. */
  RunStarted: {
    readonly model: string;
    readonly modelProvider: string;
    readonly input: RunInput;
    /** True when guardrails have yet to judge the text of `input`: a mark stands in its place. */
    readonly inputIsHeld?: boolean | undefined;
    /** False when the run has no session of its own. */
    readonly hasSession: boolean;
    readonly userId?: string | undefined;
    readonly metadata?: JsonObject | undefined;
  };
  /** The first event of each further segment: a paused run goes on. `segment` is 2 for the first continuation. */
  RunContinued: { readonly segment: number; readonly requirements: readonly Requirement[] };
  /** Something was said while the run was under way, and it goes on with these messages. */
  RunInputAdded: {
    readonly messages: readonly UserMessage[];
    /**
     * `steer`: before the next model call. `queue`: as a turn of its own, when the model was done. `repair`: the answer does
     * not fit `outputSchema`, and the model is told why.
     */
    readonly via: "steer" | "queue" | "repair";
  };
  /** The model said this much more text: a delta. */
  RunContent: {
    readonly content: string;
    /**
     * With `outputSchema`: the answer so far, as far as it can be read, not yet checked. Each is a value of its own that does
     * not change any more. In this process only, and only while it happens: neither in JSON nor in `output.events`.
     */
    readonly partial?: JsonValue | undefined;
  };
  /** A model call that said text ended; `fullContent` is all of it. */
  RunContentCompleted: {
    readonly fullContent: string;
    /** Set when no model said it, such as the answer of a middleware: what the conversation gets of it. */
    readonly message?: AssistantMessage | undefined;
  };
  /** Follows when that call also asked for tools: its text is not yet the answer. */
  IntermediateRunContent: { readonly content: string };
  /** The run finished, or a guardrail blocked it (`status` tells). Last of its segment. */
  RunCompleted: RunCompletedPayload;
  /** The run waits for a person and is stored: answer its `requirements`. Last of its segment. */
  RunPaused: SegmentEnd & { readonly requirements: readonly Requirement[] };
  /** The run failed. `error` is safe to show. Last of its segment. */
  RunError: SegmentEnd & { readonly error: string; readonly errorCode: string };
  /** The run was cancelled; `content` is what was said until then. Last of its segment. */
  RunCancelled: SegmentEnd & { readonly reason: string };

  /** A stage of the run began. Stages that have nothing to do say nothing. */
  PhaseStarted: Step & { readonly phaseName: AnyPhaseName };
  /** A stage of the run ended; with `error` when it failed. */
  PhaseCompleted: Step & {
    readonly phaseName: AnyPhaseName;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  /** The model is asked. */
  ModelCallStarted: ModelCallStartedPayload;
  /** The model answered, failed, or was cut short. */
  ModelCallCompleted: ModelCallCompletedPayload;

  /** A tool begins its work. */
  ToolCallStarted: ToolStep;
  /** A tool gave its result. */
  ToolCallCompleted: ToolCallCompletedPayload;
  /** A call failed, was denied or was cancelled. The model reads `error`. */
  ToolCallError: ToolStep & { readonly error: string; readonly errorCode: string };
  /** A tool that streams gave a piece of its result. `chunkIndex` counts from 0. */
  ToolContent: ToolStep & {
    readonly chunk: string;
    readonly chunkIndex: number;
    readonly isFinal: boolean;
  };
  /** The hook before a tool began. */
  PreHookStarted: ToolStep;
  /** The hook before a tool ended; with `error` the call is not made. */
  PreHookCompleted: ToolStep & { readonly error?: string | undefined };
  /** The hook after a tool began. */
  PostHookStarted: ToolStep;
  /** The hook after a tool ended. */
  PostHookCompleted: ToolStep & { readonly error?: string | undefined };

  /** The model, or the thinking layer, began to think. */
  ReasoningStarted: Step;
  /** A piece of the thinking: a delta. */
  ReasoningContentDelta: Step & { readonly reasoningContent: string };
  /** One step of the thinking layer, whole. */
  ReasoningStep: Step & ReasoningStep;
  /** The thinking ended; `reasoningContent` is all of it. */
  ReasoningCompleted: Step & {
    readonly reasoningContent: string;
    readonly error?: string | undefined;
  };

  /** Documents are looked up. */
  KnowledgeRetrievalStarted: Step & { readonly query: string };
  /** Documents were looked up: so many were found, so many went into the prompt. */
  KnowledgeRetrievalCompleted: Step & {
    readonly query: string;
    readonly documentsFound: number;
    readonly documentsUsed: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  /** Memory is read. */
  MemoryRecallStarted: Step & { readonly query: string };
  /** Memory was read: this much of it went into the prompt. */
  MemoryRecallCompleted: Step & {
    readonly query: string;
    readonly tokensUsed: number;
    readonly chunksIncluded: number;
    readonly chunksAvailable: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  /** Memory is written. */
  MemoryUpdateStarted: Step & { readonly messageCount: number };
  /** Memory was written. */
  MemoryUpdateCompleted: Step & {
    readonly messageCount: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  /** Attached files are turned into text. */
  FileReadStarted: Step & { readonly fileCount: number };
  /** Attached files were turned into text, as far as they could be. */
  FileReadCompleted: Step & {
    readonly fileCount: number;
    readonly filesRead: number;
    readonly filesFailed: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  };
  /** The session is summarised. */
  SessionSummaryStarted: Step;
  /** The session was summarised. */
  SessionSummaryCompleted: Step & {
    readonly sessionSummary?: string | undefined;
    readonly error?: string | undefined;
  };
  /** Long tool results are shortened. */
  CompressionStarted: Step & { readonly toolResultsCount: number };
  /** Long tool results were shortened. Sizes are in characters. */
  CompressionCompleted: Step & {
    readonly toolResultsCompressed: number;
    readonly originalSize: number;
    readonly compressedSize: number;
    /** What the model reads from now on in place of each result. The calls themselves keep theirs. */
    readonly results: readonly { readonly toolCallId: string; readonly content: string }[];
    readonly durationMs: number;
    readonly error?: string | undefined;
  };

  /** A guardrail gave its verdict. */
  GuardrailChecked: {
    readonly guardrailName: string;
    readonly guardrailType: "input" | "output" | "tool";
    readonly action: "allow" | "block" | "modify" | "warn";
    /** Why, in the guardrail's words. */
    readonly message?: string | undefined;
    readonly durationMs: number;
    /** The call that was judged, for the type `tool`. */
    readonly toolCallId?: string | undefined;
    /** The answer of the run from here on, when a tool's result was the answer and was changed. */
    readonly content?: string | undefined;
  };
  /** A guardrail stopped the text or the call. `reason` is its own. */
  GuardrailBlocked: {
    readonly guardrailName: string;
    readonly guardrailType: "input" | "output" | "tool";
    readonly reason: string;
    /** The call that was blocked, for the type `tool`. */
    readonly toolCallId?: string | undefined;
  };

  /** A sub-agent began. Its own events follow under its own `runId`. */
  SubAgentSpawned: Step & { readonly threadId: string; readonly goal: string };
  /** A sub-agent finished. */
  SubAgentCompleted: Step & {
    readonly threadId: string;
    readonly result: string;
    readonly metrics: Metrics;
  };
  /** A sub-agent failed; the parent goes on. */
  SubAgentFailed: Step & { readonly threadId: string; readonly error: string; readonly metrics: Metrics };
  /** A sub-agent was cancelled. */
  SubAgentKilled: Step & { readonly threadId: string; readonly reason: string; readonly metrics: Metrics };

  /** A chat interface is connected. */
  InterfaceStarted: { readonly interfaceName: string };
  /** A chat interface was closed. */
  InterfaceStopped: { readonly interfaceName: string };
  /** A chat interface was started again after a failure; the next wait is `backoffSeconds`. */
  InterfaceRestarted: {
    readonly interfaceName: string;
    readonly restartCount: number;
    readonly backoffSeconds: number;
  };
  /** A chat interface failed. */
  InterfaceError: { readonly interfaceName: string; readonly errorMessage: string };

  /** Sent first to a reader who missed deltas: all the text so far of the current model call. */
  RunContentSnapshot: { readonly content: string };
  /** The open door: what your tools and phases send with `emit(name, data)`. */
  CustomEvent: { readonly name: string; readonly data: JsonValue | JsonObject };
}

/** The name of an event, as it stands in `event.event` and on the wire. */
export type RunEventName = keyof RunEventMap;
