import type {
  AssistantMessage,
  Message,
  Metrics,
  RunEvent,
  RunOutputData,
  ToolCall,
  ToolExecution,
  ToolMessage,
  UserMessage,
} from "@definable/spec";
import { ENVELOPE, EventList, NO_METRICS } from "./event-list.ts";

/** A run as the house would report it: what happened and what came of it. */
export interface GoodRun {
  readonly events: RunEvent[];
  readonly output: RunOutputData;
}

const INPUT: UserMessage = { role: "user", content: "How warm is it in Paris and Rome?" };
const CALLS: readonly ToolCall[] = [
  { id: "a", name: "get_weather", arguments: '{"city":"Paris"}' },
  { id: "b", name: "get_weather", arguments: '{"city":"Rome"}' },
];
const ASKED: AssistantMessage = { role: "assistant", content: "Let me look.", toolCalls: CALLS };
const SAID: AssistantMessage = { role: "assistant", content: "18 and 24." };
const USAGE = { inputTokens: 10, outputTokens: 5, totalTokens: 15, cacheReadTokens: 4 };
const ONE_CALL: Metrics = { ...NO_METRICS, ...USAGE, cost: 0.25, timeToFirstToken: 0.01, modelCalls: 1 };

function tool(id: "a" | "b", status: ToolExecution["status"], result?: string): ToolExecution {
  const isEnded = result !== undefined;
  return {
    toolCallId: id,
    toolName: "get_weather",
    toolArgs: { city: id === "a" ? "Paris" : "Rome" },
    status,
    turn: 1,
    ...(isEnded && { result, durationMs: 3 }),
    ...(isEnded && status !== "completed" && { toolCallError: true, errorCode: "TOOL_FAILED" }),
  };
}

const messageOf = ({ toolCallId, toolName, result = "", toolCallError }: ToolExecution): ToolMessage => ({
  role: "tool",
  toolCallId,
  toolName,
  content: result,
  ...(toolCallError === true && { isError: true }),
});

function begin(list: EventList): void {
  list.add("RunStarted", { model: "m", modelProvider: "p", input: { messages: [INPUT] }, hasSession: false });
  list.add("PhaseStarted", { stepId: "1", phaseName: "invoke_loop" });
  list.add("ModelCallStarted", {
    stepId: "2",
    turn: 1,
    model: "m",
    modelProvider: "p",
    messageCount: 1,
    newMessages: [INPUT],
    toolNames: ["get_weather"],
  });
}

function askForTools(list: EventList): void {
  begin(list);
  list.add("ReasoningStarted", { stepId: "3" });
  list.add("ReasoningContentDelta", { stepId: "3", reasoningContent: "Hm" });
  list.add("ReasoningContentDelta", { stepId: "3", reasoningContent: "m." });
  list.add("ReasoningCompleted", { stepId: "3", reasoningContent: "Hmm." });
  list.add("RunContent", { content: "Let me " });
  list.add("RunContent", { content: "look." });
  list.add("RunContentCompleted", { fullContent: "Let me look." });
  list.add("IntermediateRunContent", { content: "Let me look." });
  endModelCall(list, { stepId: "2", turn: 1, message: ASKED });
}

function endModelCall(list: EventList, call: { stepId: string; turn: number; message: AssistantMessage }): void {
  const { toolCalls = [] } = call.message;
  list.add("ModelCallCompleted", {
    ...call,
    model: "m",
    toolCalls,
    usage: USAGE,
    cost: 0.25,
    attempts: 1,
    durationMs: 7,
  });
}

function start(list: EventList, id: "a" | "b"): void {
  list.add("ToolCallStarted", { stepId: `tool ${id}`, tool: tool(id, "running"), toolName: "get_weather" });
}

function finish(list: EventList, ended: ToolExecution): void {
  const step = { stepId: `tool ${ended.toolCallId}`, tool: ended, toolName: "get_weather" };
  const result = ended.result ?? "";
  if (ended.status === "completed") list.add("ToolCallCompleted", { ...step, result, content: result });
  else list.add("ToolCallError", { ...step, error: result, errorCode: "TOOL_FAILED" });
}

function answer(list: EventList, results: readonly ToolExecution[]): void {
  const newMessages = [ASKED, ...results.map(messageOf)];
  list.add("ModelCallStarted", {
    stepId: "4",
    turn: 2,
    model: "m",
    modelProvider: "p",
    messageCount: 1 + newMessages.length,
    newMessages,
    toolNames: ["get_weather"],
  });
  list.add("RunContent", { content: "18 and " });
  list.add("RunContent", { content: "24." });
  list.add("RunContentCompleted", { fullContent: "18 and 24." });
  endModelCall(list, { stepId: "4", turn: 2, message: SAID });
}

const TWO_CALLS: Metrics = {
  ...ONE_CALL,
  inputTokens: 20,
  outputTokens: 10,
  totalTokens: 30,
  cacheReadTokens: 8,
  cost: 0.5,
  modelCalls: 2,
  toolCalls: 2,
};

type OutputParts = Pick<RunOutputData, "status" | "content" | "tools" | "messages" | "metrics"> &
  Partial<RunOutputData>;

function outputOf(list: EventList, parts: OutputParts): RunOutputData {
  return {
    ...ENVELOPE,
    model: "m",
    modelProvider: "p",
    input: { messages: [INPUT] },
    contentType: "text",
    hasSession: false,
    historyLength: 0,
    requirements: [],
    createdAt: 1_001,
    segments: list.events.filter((event) => event.event === "RunStarted" || event.event === "RunContinued").length,
    ...parts,
    lastSeq: list.events.length + 1,
  };
}

function complete(list: EventList, parts: OutputParts): GoodRun {
  const output = outputOf(list, { stopReason: "done", ...parts });
  list.add("RunCompleted", output);
  return { events: list.events, output };
}

/** Two parallel tools, one of which fails, then an answer. */
export function completedRun(): GoodRun {
  const list = new EventList();
  const tools = [tool("a", "failed", "No such city."), tool("b", "completed", "24")];
  askForTools(list);
  start(list, "a");
  start(list, "b");
  for (const ended of tools.toReversed()) finish(list, ended);
  answer(list, tools);
  list.add("PhaseCompleted", { stepId: "1", phaseName: "invoke_loop", durationMs: 9 });
  const messages: Message[] = [INPUT, ASKED, ...tools.map(messageOf), SAID];
  return complete(list, { status: "COMPLETED", content: "18 and 24.", tools, messages, metrics: TWO_CALLS });
}

/** One tool runs, the other waits for a person, and then the run goes on. The first output is the pause. */
export function pausedRun(): GoodRun & { readonly paused: GoodRun } {
  const list = new EventList();
  const waiting = tool("b", "waiting");
  const [done, approved] = [tool("a", "completed", "18"), tool("b", "completed", "24")];
  const requirement = {
    id: "q1",
    kind: "confirmation",
    state: "pending",
    toolExecution: waiting,
    createdAt: 5,
  } as const;
  askForTools(list);
  start(list, "a");
  finish(list, done);
  list.add("PhaseCompleted", { stepId: "1", phaseName: "invoke_loop", durationMs: 9 });
  const pause: OutputParts = {
    status: "PAUSED",
    content: "Let me look.",
    tools: [done, waiting],
    messages: [INPUT, ASKED, messageOf(done)],
    metrics: { ...ONE_CALL, toolCalls: 1 },
    requirements: [requirement],
  };
  const output = outputOf(list, pause);
  list.add("RunPaused", { ...pause, requirements: [requirement] });
  const paused = { events: [...list.events], output };
  list.add("RunContinued", { segment: 2, requirements: [{ ...requirement, state: "resolved" }] });
  start(list, "b");
  finish(list, approved);
  answer(list, [done, approved]);
  const tools = [done, approved];
  const messages = [INPUT, ASKED, ...tools.map(messageOf), SAID];
  return {
    ...complete(list, { status: "COMPLETED", content: "18 and 24.", tools, messages, metrics: TWO_CALLS }),
    paused,
  };
}

/** Cancelled while both tools run: they are answered, and the run says why. */
export function cancelledRun(): GoodRun {
  const list = new EventList();
  const tools = [tool("a", "cancelled", "The run was cancelled."), tool("b", "cancelled", "The run was cancelled.")];
  askForTools(list);
  start(list, "a");
  start(list, "b");
  for (const ended of tools) finish(list, ended);
  list.add("PhaseCompleted", { stepId: "1", phaseName: "invoke_loop", durationMs: 9, error: "cancelled" });
  const parts: OutputParts = {
    status: "CANCELLED",
    content: "Let me look.",
    tools,
    messages: [INPUT, ASKED, ...tools.map(messageOf)],
    metrics: { ...ONE_CALL, toolCalls: 2 },
  };
  const output = outputOf(list, parts);
  list.add("RunCancelled", { ...parts, reason: "the caller left" });
  return { events: list.events, output };
}

/** The vendor fails in the middle of the text: what was said is kept. */
export function failedRun(): GoodRun {
  const list = new EventList();
  const message: AssistantMessage = { role: "assistant", content: "18 a" };
  const failure = { error: "The answer ended in the middle.", errorCode: "MODEL_STREAM_CUT" };
  begin(list);
  list.add("RunContent", { content: "18 a" });
  list.add("RunContentCompleted", { fullContent: "18 a" });
  const call = { stepId: "2", turn: 1, model: "m", message, toolCalls: [], attempts: 1, durationMs: 7 };
  list.add("ModelCallCompleted", { ...call, ...failure });
  list.add("PhaseCompleted", { stepId: "1", phaseName: "invoke_loop", durationMs: 9, error: failure.error });
  const metrics = { ...NO_METRICS, cost: undefined, timeToFirstToken: 0.01, modelCalls: 1 };
  const parts: OutputParts = { status: "ERROR", content: "18 a", tools: [], messages: [INPUT, message], metrics };
  const output = outputOf(list, { ...parts, ...failure });
  list.add("RunError", { ...parts, ...failure });
  return { events: list.events, output };
}

/** A guardrail refuses the input: no model is asked. */
export function blockedRun(): GoodRun {
  const list = new EventList();
  list.add("RunStarted", { model: "m", modelProvider: "p", input: { messages: [INPUT] }, hasSession: false });
  list.add("PhaseStarted", { stepId: "1", phaseName: "guard_input" });
  list.add("GuardrailBlocked", { guardrailName: "g", guardrailType: "input", reason: "I may not say." });
  list.add("PhaseCompleted", { stepId: "1", phaseName: "guard_input", durationMs: 1 });
  return complete(list, {
    status: "BLOCKED",
    content: "I may not say.",
    tools: [],
    messages: [INPUT],
    metrics: NO_METRICS,
  });
}
