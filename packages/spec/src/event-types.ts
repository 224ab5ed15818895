import type { RunEventName } from "./event-map.ts";
import type { RunEventOf } from "./event.ts";

/** A name that `events.on` takes: the constants below are these. */
export interface EventType<Name extends RunEventName> {
  /** The name of the event. */
  readonly event: Name;
}

const type = <Name extends RunEventName>(event: Name): EventType<Name> => Object.freeze({ event });

/** The `RunStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type RunStartedEvent = RunEventOf<"RunStarted">;
/** The key of `RunStarted` for `events.on`. */
export const RunStartedEvent: EventType<"RunStarted"> = type("RunStarted");
/** The `RunContinued` event, as a type and, under the same name, as the key for `events.on`. */
export type RunContinuedEvent = RunEventOf<"RunContinued">;
/** The key of `RunContinued` for `events.on`. */
export const RunContinuedEvent: EventType<"RunContinued"> = type("RunContinued");
/** The `RunInputAdded` event, as a type and, under the same name, as the key for `events.on`. */
export type RunInputAddedEvent = RunEventOf<"RunInputAdded">;
/** The key of `RunInputAdded` for `events.on`. */
export const RunInputAddedEvent: EventType<"RunInputAdded"> = type("RunInputAdded");
/** The `RunContent` event, as a type and, under the same name, as the key for `events.on`. */
export type RunContentEvent = RunEventOf<"RunContent">;
/** The key of `RunContent` for `events.on`. */
export const RunContentEvent: EventType<"RunContent"> = type("RunContent");
/** The `RunContentCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type RunContentCompletedEvent = RunEventOf<"RunContentCompleted">;
/** The key of `RunContentCompleted` for `events.on`. */
export const RunContentCompletedEvent: EventType<"RunContentCompleted"> = type("RunContentCompleted");
/** The `IntermediateRunContent` event, as a type and, under the same name, as the key for `events.on`. */
export type IntermediateRunContentEvent = RunEventOf<"IntermediateRunContent">;
/** The key of `IntermediateRunContent` for `events.on`. */
export const IntermediateRunContentEvent: EventType<"IntermediateRunContent"> = type("IntermediateRunContent");
/** The `RunCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type RunCompletedEvent = RunEventOf<"RunCompleted">;
/** The key of `RunCompleted` for `events.on`. */
export const RunCompletedEvent: EventType<"RunCompleted"> = type("RunCompleted");
/** The `RunPaused` event, as a type and, under the same name, as the key for `events.on`. */
export type RunPausedEvent = RunEventOf<"RunPaused">;
/** The key of `RunPaused` for `events.on`. */
export const RunPausedEvent: EventType<"RunPaused"> = type("RunPaused");
/** The `RunError` event, as a type and, under the same name, as the key for `events.on`. */
export type RunErrorEvent = RunEventOf<"RunError">;
/** The key of `RunError` for `events.on`. */
export const RunErrorEvent: EventType<"RunError"> = type("RunError");
/** The `RunCancelled` event, as a type and, under the same name, as the key for `events.on`. */
export type RunCancelledEvent = RunEventOf<"RunCancelled">;
/** The key of `RunCancelled` for `events.on`. */
export const RunCancelledEvent: EventType<"RunCancelled"> = type("RunCancelled");
/** The `PhaseStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type PhaseStartedEvent = RunEventOf<"PhaseStarted">;
/** The key of `PhaseStarted` for `events.on`. */
export const PhaseStartedEvent: EventType<"PhaseStarted"> = type("PhaseStarted");
/** The `PhaseCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type PhaseCompletedEvent = RunEventOf<"PhaseCompleted">;
/** The key of `PhaseCompleted` for `events.on`. */
export const PhaseCompletedEvent: EventType<"PhaseCompleted"> = type("PhaseCompleted");
/** The `ModelCallStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type ModelCallStartedEvent = RunEventOf<"ModelCallStarted">;
/** The key of `ModelCallStarted` for `events.on`. */
export const ModelCallStartedEvent: EventType<"ModelCallStarted"> = type("ModelCallStarted");
/** The `ModelCallCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type ModelCallCompletedEvent = RunEventOf<"ModelCallCompleted">;
/** The key of `ModelCallCompleted` for `events.on`. */
export const ModelCallCompletedEvent: EventType<"ModelCallCompleted"> = type("ModelCallCompleted");
/** The `ToolCallStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type ToolCallStartedEvent = RunEventOf<"ToolCallStarted">;
/** The key of `ToolCallStarted` for `events.on`. */
export const ToolCallStartedEvent: EventType<"ToolCallStarted"> = type("ToolCallStarted");
/** The `ToolCallCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type ToolCallCompletedEvent = RunEventOf<"ToolCallCompleted">;
/** The key of `ToolCallCompleted` for `events.on`. */
export const ToolCallCompletedEvent: EventType<"ToolCallCompleted"> = type("ToolCallCompleted");
/** The `ToolCallError` event, as a type and, under the same name, as the key for `events.on`. */
export type ToolCallErrorEvent = RunEventOf<"ToolCallError">;
/** The key of `ToolCallError` for `events.on`. */
export const ToolCallErrorEvent: EventType<"ToolCallError"> = type("ToolCallError");
/** The `ToolContent` event, as a type and, under the same name, as the key for `events.on`. */
export type ToolContentEvent = RunEventOf<"ToolContent">;
/** The key of `ToolContent` for `events.on`. */
export const ToolContentEvent: EventType<"ToolContent"> = type("ToolContent");
/** The `PreHookStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type PreHookStartedEvent = RunEventOf<"PreHookStarted">;
/** The key of `PreHookStarted` for `events.on`. */
export const PreHookStartedEvent: EventType<"PreHookStarted"> = type("PreHookStarted");
/** The `PreHookCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type PreHookCompletedEvent = RunEventOf<"PreHookCompleted">;
/** The key of `PreHookCompleted` for `events.on`. */
export const PreHookCompletedEvent: EventType<"PreHookCompleted"> = type("PreHookCompleted");
/** The `PostHookStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type PostHookStartedEvent = RunEventOf<"PostHookStarted">;
/** The key of `PostHookStarted` for `events.on`. */
export const PostHookStartedEvent: EventType<"PostHookStarted"> = type("PostHookStarted");
/** The `PostHookCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type PostHookCompletedEvent = RunEventOf<"PostHookCompleted">;
/** The key of `PostHookCompleted` for `events.on`. */
export const PostHookCompletedEvent: EventType<"PostHookCompleted"> = type("PostHookCompleted");
/** The `ReasoningStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type ReasoningStartedEvent = RunEventOf<"ReasoningStarted">;
/** The key of `ReasoningStarted` for `events.on`. */
export const ReasoningStartedEvent: EventType<"ReasoningStarted"> = type("ReasoningStarted");
/** The `ReasoningContentDelta` event, as a type and, under the same name, as the key for `events.on`. */
export type ReasoningContentDeltaEvent = RunEventOf<"ReasoningContentDelta">;
/** The key of `ReasoningContentDelta` for `events.on`. */
export const ReasoningContentDeltaEvent: EventType<"ReasoningContentDelta"> = type("ReasoningContentDelta");
/** The `ReasoningStep` event, as a type and, under the same name, as the key for `events.on`. */
export type ReasoningStepEvent = RunEventOf<"ReasoningStep">;
/** The key of `ReasoningStep` for `events.on`. */
export const ReasoningStepEvent: EventType<"ReasoningStep"> = type("ReasoningStep");
/** The `ReasoningCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type ReasoningCompletedEvent = RunEventOf<"ReasoningCompleted">;
/** The key of `ReasoningCompleted` for `events.on`. */
export const ReasoningCompletedEvent: EventType<"ReasoningCompleted"> = type("ReasoningCompleted");
/** The `KnowledgeRetrievalStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type KnowledgeRetrievalStartedEvent = RunEventOf<"KnowledgeRetrievalStarted">;
/** The key of `KnowledgeRetrievalStarted` for `events.on`. */
export const KnowledgeRetrievalStartedEvent: EventType<"KnowledgeRetrievalStarted"> = type("KnowledgeRetrievalStarted");
/** The `KnowledgeRetrievalCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type KnowledgeRetrievalCompletedEvent = RunEventOf<"KnowledgeRetrievalCompleted">;
/** The key of `KnowledgeRetrievalCompleted` for `events.on`. */
export const KnowledgeRetrievalCompletedEvent: EventType<"KnowledgeRetrievalCompleted"> =
  type("KnowledgeRetrievalCompleted");
/** The `MemoryRecallStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type MemoryRecallStartedEvent = RunEventOf<"MemoryRecallStarted">;
/** The key of `MemoryRecallStarted` for `events.on`. */
export const MemoryRecallStartedEvent: EventType<"MemoryRecallStarted"> = type("MemoryRecallStarted");
/** The `MemoryRecallCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type MemoryRecallCompletedEvent = RunEventOf<"MemoryRecallCompleted">;
/** The key of `MemoryRecallCompleted` for `events.on`. */
export const MemoryRecallCompletedEvent: EventType<"MemoryRecallCompleted"> = type("MemoryRecallCompleted");
/** The `MemoryUpdateStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type MemoryUpdateStartedEvent = RunEventOf<"MemoryUpdateStarted">;
/** The key of `MemoryUpdateStarted` for `events.on`. */
export const MemoryUpdateStartedEvent: EventType<"MemoryUpdateStarted"> = type("MemoryUpdateStarted");
/** The `MemoryUpdateCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type MemoryUpdateCompletedEvent = RunEventOf<"MemoryUpdateCompleted">;
/** The key of `MemoryUpdateCompleted` for `events.on`. */
export const MemoryUpdateCompletedEvent: EventType<"MemoryUpdateCompleted"> = type("MemoryUpdateCompleted");
/** The `FileReadStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type FileReadStartedEvent = RunEventOf<"FileReadStarted">;
/** The key of `FileReadStarted` for `events.on`. */
export const FileReadStartedEvent: EventType<"FileReadStarted"> = type("FileReadStarted");
/** The `FileReadCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type FileReadCompletedEvent = RunEventOf<"FileReadCompleted">;
/** The key of `FileReadCompleted` for `events.on`. */
export const FileReadCompletedEvent: EventType<"FileReadCompleted"> = type("FileReadCompleted");
/** The `SessionSummaryStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type SessionSummaryStartedEvent = RunEventOf<"SessionSummaryStarted">;
/** The key of `SessionSummaryStarted` for `events.on`. */
export const SessionSummaryStartedEvent: EventType<"SessionSummaryStarted"> = type("SessionSummaryStarted");
/** The `SessionSummaryCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type SessionSummaryCompletedEvent = RunEventOf<"SessionSummaryCompleted">;
/** The key of `SessionSummaryCompleted` for `events.on`. */
export const SessionSummaryCompletedEvent: EventType<"SessionSummaryCompleted"> = type("SessionSummaryCompleted");
/** The `CompressionStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type CompressionStartedEvent = RunEventOf<"CompressionStarted">;
/** The key of `CompressionStarted` for `events.on`. */
export const CompressionStartedEvent: EventType<"CompressionStarted"> = type("CompressionStarted");
/** The `CompressionCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type CompressionCompletedEvent = RunEventOf<"CompressionCompleted">;
/** The key of `CompressionCompleted` for `events.on`. */
export const CompressionCompletedEvent: EventType<"CompressionCompleted"> = type("CompressionCompleted");
/** The `GuardrailChecked` event, as a type and, under the same name, as the key for `events.on`. */
export type GuardrailCheckedEvent = RunEventOf<"GuardrailChecked">;
/** The key of `GuardrailChecked` for `events.on`. */
export const GuardrailCheckedEvent: EventType<"GuardrailChecked"> = type("GuardrailChecked");
/** The `GuardrailBlocked` event, as a type and, under the same name, as the key for `events.on`. */
export type GuardrailBlockedEvent = RunEventOf<"GuardrailBlocked">;
/** The key of `GuardrailBlocked` for `events.on`. */
export const GuardrailBlockedEvent: EventType<"GuardrailBlocked"> = type("GuardrailBlocked");
/** The `SubAgentSpawned` event, as a type and, under the same name, as the key for `events.on`. */
export type SubAgentSpawnedEvent = RunEventOf<"SubAgentSpawned">;
/** The key of `SubAgentSpawned` for `events.on`. */
export const SubAgentSpawnedEvent: EventType<"SubAgentSpawned"> = type("SubAgentSpawned");
/** The `SubAgentCompleted` event, as a type and, under the same name, as the key for `events.on`. */
export type SubAgentCompletedEvent = RunEventOf<"SubAgentCompleted">;
/** The key of `SubAgentCompleted` for `events.on`. */
export const SubAgentCompletedEvent: EventType<"SubAgentCompleted"> = type("SubAgentCompleted");
/** The `SubAgentFailed` event, as a type and, under the same name, as the key for `events.on`. */
export type SubAgentFailedEvent = RunEventOf<"SubAgentFailed">;
/** The key of `SubAgentFailed` for `events.on`. */
export const SubAgentFailedEvent: EventType<"SubAgentFailed"> = type("SubAgentFailed");
/** The `SubAgentKilled` event, as a type and, under the same name, as the key for `events.on`. */
export type SubAgentKilledEvent = RunEventOf<"SubAgentKilled">;
/** The key of `SubAgentKilled` for `events.on`. */
export const SubAgentKilledEvent: EventType<"SubAgentKilled"> = type("SubAgentKilled");
/** The `InterfaceStarted` event, as a type and, under the same name, as the key for `events.on`. */
export type InterfaceStartedEvent = RunEventOf<"InterfaceStarted">;
/** The key of `InterfaceStarted` for `events.on`. */
export const InterfaceStartedEvent: EventType<"InterfaceStarted"> = type("InterfaceStarted");
/** The `InterfaceStopped` event, as a type and, under the same name, as the key for `events.on`. */
export type InterfaceStoppedEvent = RunEventOf<"InterfaceStopped">;
/** The key of `InterfaceStopped` for `events.on`. */
export const InterfaceStoppedEvent: EventType<"InterfaceStopped"> = type("InterfaceStopped");
/** The `InterfaceRestarted` event, as a type and, under the same name, as the key for `events.on`. */
export type InterfaceRestartedEvent = RunEventOf<"InterfaceRestarted">;
/** The key of `InterfaceRestarted` for `events.on`. */
export const InterfaceRestartedEvent: EventType<"InterfaceRestarted"> = type("InterfaceRestarted");
/** The `InterfaceError` event, as a type and, under the same name, as the key for `events.on`. */
export type InterfaceErrorEvent = RunEventOf<"InterfaceError">;
/** The key of `InterfaceError` for `events.on`. */
export const InterfaceErrorEvent: EventType<"InterfaceError"> = type("InterfaceError");
/** The `RunContentSnapshot` event, as a type and, under the same name, as the key for `events.on`. */
export type RunContentSnapshotEvent = RunEventOf<"RunContentSnapshot">;
/** The key of `RunContentSnapshot` for `events.on`. */
export const RunContentSnapshotEvent: EventType<"RunContentSnapshot"> = type("RunContentSnapshot");
/** The `CustomEvent` event. The global `CustomEvent` is another thing: hence the name. */
export type CustomRunEvent = RunEventOf<"CustomEvent">;
/** The key of `CustomEvent` for `events.on`. */
export const CustomRunEvent: EventType<"CustomEvent"> = type("CustomEvent");
