import type { RunEventName } from "./event-map.ts";

/** What a reader of the documentation needs to know of one event. */
export interface EventCatalogRow {
  /** True when HTTP and chat send it without being asked; the rest needs `?events=all`. */
  readonly isPublic: boolean;
  /** Its own fields beside the envelope's. A question mark ends those that may be missing. */
  readonly fields: readonly string[];
  /** One sentence for people. */
  readonly meaning: string;
}

const seen = (fields: readonly string[], meaning: string): EventCatalogRow => ({
  isPublic: true,
  fields,
  meaning,
});
const inner = (fields: readonly string[], meaning: string): EventCatalogRow => ({
  isPublic: false,
  fields,
  meaning,
});

const END = ["status", "metrics", "stopReason?", "content", "tools"];
const TOOL = ["stepId", "tool", "toolName"];

/** Every event with its own fields, its meaning, and whether it may leave the process unasked. `docs/events.md` is this table. */
export const EVENT_CATALOG: Readonly<Record<RunEventName, EventCatalogRow>> = {
  RunStarted: seen(
    ["model", "modelProvider", "input", "inputIsHeld?", "hasSession", "userId?", "metadata?"],
    "A run began. With `inputIsHeld` its text waits for the guardrails on the input.",
  ),
  RunContinued: seen(["segment", "requirements"], "A paused run goes on with these answers."),
  RunInputAdded: seen(
    ["messages", "via"],
    "What was said while the run was under way, or is wrong with the answer, goes to the model.",
  ),
  RunContent: seen(["content"], "The model said this much more text. In process `partial` holds the answer so far."),
  RunContentCompleted: seen(
    ["fullContent", "message?"],
    "What was said is all said. `message` only when no model said it, such as the answer of a middleware.",
  ),
  IntermediateRunContent: seen(["content"], "The text of a model call that also asked for tools."),
  RunCompleted: seen([...END, "every field of RunOutput"], "The run finished, or a guardrail blocked it."),
  RunPaused: seen([...END, "requirements"], "The run waits for a person; it is stored."),
  RunError: seen([...END, "error", "errorCode"], "The run failed."),
  RunCancelled: seen([...END, "reason"], "The run was cancelled."),
  PhaseStarted: inner(["stepId", "phaseName"], "A stage of the run began. Skipped stages say nothing."),
  PhaseCompleted: inner(["stepId", "phaseName", "durationMs", "error?"], "A stage of the run ended."),
  ModelCallStarted: inner(
    ["stepId", "purpose?", "turn", "model", "modelProvider", "messageCount", "newMessages", "toolNames"],
    "The model is asked. In process `messages` holds the whole view.",
  ),
  ModelCallCompleted: inner(
    [
      "stepId",
      "purpose?",
      "turn",
      "model",
      "message?",
      "toolCalls",
      "finishReason?",
      "usage?",
      "cost?",
      "attempts",
      "durationMs",
      "error?",
      "errorCode?",
    ],
    "The model answered, failed, or was cut short.",
  ),
  ToolCallStarted: seen(TOOL, "A tool call began."),
  ToolCallCompleted: seen(
    [...TOOL, "result", "content", "images?", "videos?", "audio?", "files?"],
    "A tool call gave a result.",
  ),
  ToolCallError: seen(
    [...TOOL, "error", "errorCode"],
    "A tool call failed, was denied or cancelled; the model reads `error`.",
  ),
  ToolContent: seen([...TOOL, "chunk", "chunkIndex", "isFinal"], "A tool that streams gave a piece of its result."),
  PreHookStarted: inner(TOOL, "The hook before a tool began."),
  PreHookCompleted: inner([...TOOL, "error?"], "The hook before a tool ended."),
  PostHookStarted: inner(TOOL, "The hook after a tool began."),
  PostHookCompleted: inner([...TOOL, "error?"], "The hook after a tool ended."),
  ReasoningStarted: seen(["stepId"], "The model, or the thinking layer, began to think."),
  ReasoningContentDelta: seen(["stepId", "reasoningContent"], "A piece of the thinking."),
  ReasoningStep: seen(["stepId", "title?", "reasoningContent", "confidence?"], "One step of the thinking, whole."),
  ReasoningCompleted: seen(["stepId", "reasoningContent", "error?"], "The thinking ended; this is all of it."),
  KnowledgeRetrievalStarted: inner(["stepId", "query"], "Documents are looked up."),
  KnowledgeRetrievalCompleted: inner(
    ["stepId", "query", "documentsFound", "documentsUsed", "durationMs", "error?"],
    "Documents were looked up.",
  ),
  MemoryRecallStarted: inner(["stepId", "query"], "Memory is read."),
  MemoryRecallCompleted: inner(
    ["stepId", "query", "tokensUsed", "chunksIncluded", "chunksAvailable", "durationMs", "error?"],
    "Memory was read.",
  ),
  MemoryUpdateStarted: inner(["stepId", "messageCount"], "Memory is written."),
  MemoryUpdateCompleted: inner(["stepId", "messageCount", "durationMs", "error?"], "Memory was written."),
  FileReadStarted: inner(["stepId", "fileCount"], "Attached files are read."),
  FileReadCompleted: inner(
    ["stepId", "fileCount", "filesRead", "filesFailed", "durationMs", "error?"],
    "Attached files were read.",
  ),
  SessionSummaryStarted: inner(["stepId"], "The session is summarised."),
  SessionSummaryCompleted: inner(["stepId", "sessionSummary?", "error?"], "The session was summarised."),
  CompressionStarted: inner(["stepId", "toolResultsCount"], "Long tool results are shortened."),
  CompressionCompleted: inner(
    ["stepId", "toolResultsCompressed", "originalSize", "compressedSize", "results", "durationMs", "error?"],
    "Long tool results were shortened.",
  ),
  GuardrailChecked: inner(
    ["guardrailName", "guardrailType", "action", "message?", "durationMs", "toolCallId?", "content?"],
    "A guardrail gave its verdict.",
  ),
  GuardrailBlocked: inner(
    ["guardrailName", "guardrailType", "reason", "toolCallId?"],
    "A guardrail stopped the run, a tool call, or what was said meanwhile.",
  ),
  SubAgentSpawned: seen(["stepId", "threadId", "goal"], "A sub-agent began."),
  SubAgentCompleted: seen(["stepId", "threadId", "result", "metrics"], "A sub-agent finished."),
  SubAgentFailed: seen(["stepId", "threadId", "error", "metrics"], "A sub-agent failed; the parent goes on."),
  SubAgentKilled: seen(["stepId", "threadId", "reason", "metrics"], "A sub-agent was cancelled."),
  InterfaceStarted: inner(["interfaceName"], "A chat interface is connected."),
  InterfaceStopped: inner(["interfaceName"], "A chat interface was closed."),
  InterfaceRestarted: inner(["interfaceName", "restartCount", "backoffSeconds"], "A chat interface was restarted."),
  InterfaceError: inner(["interfaceName", "errorMessage"], "A chat interface failed."),
  RunContentSnapshot: seen(
    ["content"],
    "For a reader who missed deltas: all the text so far of the current model call.",
  ),
  CustomEvent: seen(["name", "data"], "Your own event, sent with `emit(name, data)`."),
};
