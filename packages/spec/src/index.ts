/// <reference lib="esnext.disposable" preserve="true" />
// The types speak of AsyncDisposable: an older `lib`, such as the es2022 of many projects, does not know it.

export type { JsonValue, JsonObject } from "./json.ts";
export type {
  JsonSchema,
  SchemaIssue,
  SchemaResult,
  StandardSchema,
  StandardSchemaProps,
  StandardJsonSchemaConverter,
  StandardJsonSchemaOptions,
  InferInput,
  InferOutput,
} from "./schema.ts";
export type { MediaSource, Image, Audio, Video, File, MediaInput } from "./media.ts";
export type { TextPart, ImagePart, AudioPart, VideoPart, FilePart, ContentPart, ReasoningPart } from "./content.ts";
export type {
  SystemMessage,
  UserMessage,
  ToolCall,
  AssistantMessage,
  ToolMessage,
  Message,
  MessageList,
} from "./message.ts";
export type { Usage, Metrics, ModelPrice, PurposeMetrics } from "./metrics.ts";
export type { ToolExecutionStatus, ToolExecution } from "./tool-execution.ts";
export type { RequirementKind, RequirementState, Requirement, Resolution, Decision } from "./requirement.ts";
export { RunStatus } from "./run-status.ts";
export type { StopReason } from "./run-status.ts";
export type { RunInput, ReasoningStep, RunOutputData, RunOutputJson, RunOutputLike } from "./run-output.ts";
export type { RunInputLike, CancellationTokenLike, RunLimits, RunOptions, ContinueOptions } from "./run-options.ts";
export { PHASE_NAMES } from "./phase-name.ts";
export type { AnyPhaseName, PhaseName } from "./phase-name.ts";
export type {
  Step,
  SegmentEnd,
  ToolStep,
  ToolCallCompletedPayload,
  RunCompletedPayload,
  ModelCallStartedPayload,
  ModelCallCompletedPayload,
  RunEventMap,
  RunEventName,
} from "./event-map.ts";
export type { RunEventEnvelope, RunEventOf, RunEvent } from "./event.ts";
export { EVENT_PAIRS, OPENING_EVENTS, TERMINAL_EVENTS } from "./event-pairs.ts";
export type { StepEnds } from "./event-pairs.ts";
export { EVENT_CATALOG } from "./event-catalog.ts";
export type { EventCatalogRow } from "./event-catalog.ts";
export {
  RunStartedEvent,
  RunContinuedEvent,
  RunInputAddedEvent,
  RunContentEvent,
  RunContentCompletedEvent,
  IntermediateRunContentEvent,
  RunCompletedEvent,
  RunPausedEvent,
  RunErrorEvent,
  RunCancelledEvent,
  PhaseStartedEvent,
  PhaseCompletedEvent,
  ModelCallStartedEvent,
  ModelCallCompletedEvent,
  ToolCallStartedEvent,
  ToolCallCompletedEvent,
  ToolCallErrorEvent,
  ToolContentEvent,
  PreHookStartedEvent,
  PreHookCompletedEvent,
  PostHookStartedEvent,
  PostHookCompletedEvent,
  ReasoningStartedEvent,
  ReasoningContentDeltaEvent,
  ReasoningStepEvent,
  ReasoningCompletedEvent,
  KnowledgeRetrievalStartedEvent,
  KnowledgeRetrievalCompletedEvent,
  MemoryRecallStartedEvent,
  MemoryRecallCompletedEvent,
  MemoryUpdateStartedEvent,
  MemoryUpdateCompletedEvent,
  FileReadStartedEvent,
  FileReadCompletedEvent,
  SessionSummaryStartedEvent,
  SessionSummaryCompletedEvent,
  CompressionStartedEvent,
  CompressionCompletedEvent,
  GuardrailCheckedEvent,
  GuardrailBlockedEvent,
  SubAgentSpawnedEvent,
  SubAgentCompletedEvent,
  SubAgentFailedEvent,
  SubAgentKilledEvent,
  InterfaceStartedEvent,
  InterfaceStoppedEvent,
  InterfaceRestartedEvent,
  InterfaceErrorEvent,
  RunContentSnapshotEvent,
  CustomRunEvent,
} from "./event-types.ts";
export type { EventType } from "./event-types.ts";
export type {
  ModelSettings,
  ToolChoice,
  ProviderOptions,
  ReasoningLevel,
  ToolDefinition,
  OutputFormat,
  ModelRequest,
  ModelListener,
  FinishReason,
  ModelReply,
  Model,
  ProviderModule,
} from "./model.ts";
export { TOOL_BRAND } from "./tool.ts";
export type {
  ToolEffect,
  ToolContext,
  ToolResult,
  ToolBehaviour,
  ToolHookCall,
  ToolHookResult,
  ToolHook,
  ToolCache,
  Tool,
  ToolChanges,
  Toolkit,
} from "./tool.ts";
export type { EntryEnvelope, EntryMap, Entry } from "./journal.ts";
export type {
  NewRun,
  StoredRun,
  Claim,
  SessionWrite,
  RunStore,
  ClaimOptions,
  JournalPosition,
  SegmentRelease,
  CancelRequest,
  RequirementAnswer,
  ResolveResult,
  SessionKey,
  SessionWindow,
  SessionData,
  SessionSummary,
  SessionStore,
  RememberedDecisions,
  Store,
} from "./store.ts";
export type { SegmentRef, SegmentHandler, SegmentSchedule, Dispatcher } from "./dispatcher.ts";
export type { LayerScope, Recollection, Memory } from "./memory.ts";
export type { KnowledgeDocument, Knowledge } from "./knowledge.ts";
export type { FileText, FileReader } from "./file-reader.ts";
export type { GuardrailSubject, GuardrailVerdict, Guardrail } from "./guardrail.ts";
export type { Tracer } from "./tracer.ts";
export type { Logger } from "./logger.ts";
export type { WebhookTrigger, CronTrigger, EventTrigger, TriggerSource, Trigger } from "./trigger.ts";
export type { RunStreamLike, Servable, OwnerScope } from "./servable.ts";
export type { ServeOptions, ServeHandle, InterfaceContext, AgentInterface, ServeArgs, RuntimeModule } from "./serve.ts";
export { ERROR_CODES } from "./error-codes.ts";
export { ERROR_MEANINGS } from "./error-meanings.ts";
export type { ErrorCodeRow, ErrorFault } from "./error-codes.ts";
export type { ErrorCode } from "./error-code.ts";
export {
  DefinableError,
  ConfigError,
  InputError,
  ModelError,
  ToolError,
  InternalError,
  isDefinableError,
} from "./error.ts";
export type { DefinableErrorOptions } from "./error.ts";
