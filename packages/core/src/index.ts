export { Agent } from "./agent.ts";
export type { AgentOptions, ModelTimeouts, RepairToolCall } from "./config.ts";
export type { ThinkingOptions } from "./thinking/thinking-options.ts";
export type { AgentToolInput, AgentToolOptions } from "./sub-agents/agent-as-tool.ts";
export type { SubAgentPolicy } from "./sub-agents/spawn-tool.ts";
export type { Middleware, MiddlewareAnswer, NextMiddleware, SegmentOutcome } from "./around/middleware.ts";
export type { PhaseContext } from "./around/phase-context.ts";
export { Pipeline } from "./around/pipeline.ts";
export type { HookSpec, PhaseHook, PipelinePhase } from "./around/pipeline-phase.ts";
export type { AfterResponse, BeforeRequest } from "./around/request-hooks.ts";
export type { RunContext } from "./around/run-context.ts";
export type { CompressionOptions, HistoryOptions, KnowledgeOptions, SummaryOptions } from "./layers/layer-options.ts";
export { EventBus } from "./event-bus.ts";
export type { GuardrailOptions } from "./guardrails/guardrail-options.ts";
export type { EventHandler } from "./event-bus.ts";
export { registerProvider } from "./model/providers.ts";
export type { ProviderLoader } from "./model/providers.ts";
export { RunRequirement } from "./requirements/run-requirement.ts";
export { AgentCancelled } from "./run/agent-cancelled.ts";
export { AgentRunError } from "./run/agent-run-error.ts";
export { CancellationToken } from "./run/cancellation-token.ts";
export { foldEvents } from "./run/fold-events.ts";
export { RunOutput } from "./run/run-output.ts";
export { RunStream } from "./run/run-stream.ts";
export { MemoryStore } from "./store/memory-store.ts";
export type { MemoryStoreOptions } from "./store/memory-store.ts";
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
} from "@definable/spec";
export {
  DefinableError,
  isDefinableError,
  ConfigError,
  InputError,
  ModelError,
  ToolError,
  RunStatus,
} from "@definable/spec";
export type {
  AssistantMessage,
  Audio,
  ContentPart,
  ContinueOptions,
  Decision,
  ErrorCode,
  File,
  FileReader,
  FileText,
  Guardrail,
  GuardrailSubject,
  GuardrailVerdict,
  Image,
  JsonObject,
  JsonValue,
  Knowledge,
  KnowledgeDocument,
  LayerScope,
  Memory,
  Message,
  Metrics,
  Model,
  ModelListener,
  ModelPrice,
  ModelReply,
  ModelRequest,
  ModelSettings,
  Recollection,
  Requirement,
  RunEvent,
  RunEventMap,
  RunEventName,
  RunEventOf,
  RunLimits,
  RunOptions,
  RunOutputData,
  RunOutputJson,
  ServeHandle,
  ServeOptions,
  StopReason,
  Store,
  Tool,
  ToolCall,
  ToolContext,
  ToolExecution,
  Toolkit,
  ToolResult,
  Usage,
  UserMessage,
  Video,
} from "@definable/spec";
export { RetryAgentRun, StopAgentRun, tool, toolkit, toolsOf } from "@definable/tools";
