import type {
  AssistantMessage,
  JsonValue,
  Message,
  Metrics,
  ReasoningStep,
  RunOutputData,
  ToolCall,
  ToolExecution,
  ToolMessage,
  UserMessage,
} from "@definable/spec";
import { Meter } from "../metrics/meter.ts";
import { reasoningXml } from "./reasoning-xml.ts";
import type { Told, ToldOf } from "./told.ts";
import { toolMessage } from "./tool-message.ts";
import { withShortResults } from "./with-short-results.ts";

/** What only the end of a segment knows. */
export interface SegmentFacts {
  readonly status: RunOutputData["status"];
  readonly stopReason?: RunOutputData["stopReason"] | undefined;
  /** Why a guardrail blocked the run: its content then. */
  readonly blocked?: string | undefined;
  readonly at: number;
  readonly seq: number;
  readonly requirements?: RunOutputData["requirements"] | undefined;
  /** The calls that wait for a person, or behind one that does. */
  readonly waiting?: readonly ToolExecution[] | undefined;
  /** The answer of the shape that was asked for, as JSON. */
  readonly parsed?: JsonValue | undefined;
  /** The sub-agents that wait with it. */
  readonly children?: readonly RunOutputData[] | undefined;
  readonly error?: string | undefined;
  readonly errorCode?: string | undefined;
}

/**
 * Builds the output of a run from what is told of it, one by one. `emit` feeds it, so the output of a live run and the fold of
 * its stored events come from the same code. Of sub-agents only the ends count: with what they used.
 */
export class Fold {
  readonly meter: Meter = new Meter();
  /** What the model was first asked with: earlier history and the input. */
  base: readonly Message[] = [];
  /** What the run added since. A hole is a tool call without its result yet. */
  tail: (Message | undefined)[] = [];
  tools: (ToolExecution | undefined)[] = [];
  content = "";
  #started: ToldOf<"RunStarted"> | undefined;
  #earlier: RunOutputData | undefined;
  #segmentAt = 0;
  #called = false;
  #text: string[] | undefined;
  /** The text joined, until more comes. */
  #whole: string | undefined = "";
  /** The steps of the thinking layer, if it thought; else what the model thought in its last call. */
  #reasoning: string | readonly ReasoningStep[] = "";
  #message: AssistantMessage | undefined;
  #lastInputTokens: number | undefined;
  /** The calls of the last model reply, and where in `tail` and `tools` their places begin. */
  #calls: readonly ToolCall[] = NO_CALLS;
  #firstResult = 0;
  #firstTool = 0;

  /** Goes on from a paused run. */
  resume(output: RunOutputData): void {
    this.#earlier = output;
    this.#called = true;
    this.content = output.content;
    this.#reasoning = output.reasoningSteps ?? output.reasoningContent ?? "";
    this.meter.resume(output.metrics);
    const asked = output.messages.findLastIndex((message) => message.role === "assistant" && message.toolCalls);
    const message = output.messages[asked];
    this.base = asked < 0 ? output.messages : output.messages.slice(0, asked);
    if (message?.role !== "assistant") return;
    const results = output.messages.slice(asked + 1);
    this.#reserve(message);
    this.#firstTool = output.tools.length - this.#calls.length;
    this.tools.length = 0;
    for (const tool of output.tools) this.tools.push(tool.status === "waiting" ? undefined : tool);
    for (const result of results) if (result.role === "tool") this.#answer(result);
  }

  /** The model says this much more. */
  hear(content: string, at: number): void {
    if (this.#text === undefined) {
      this.meter.firstToken(at - this.#segmentAt);
      this.#text = [content];
    } else this.#text.push(content);
    this.#whole = undefined;
  }

  apply(event: Told, at: number): void {
    switch (event.event) {
      case "RunContent":
        this.hear(event.content, at);
        return;
      case "ToolCallStarted":
        this.#tool(event.tool);
        return;
      case "ToolCallCompleted":
      case "ToolCallError":
        this.#toolEnd(event.tool);
        return;
      case "ModelCallStarted":
        this.#modelCall(event);
        return;
      case "ModelCallCompleted":
        this.#reply(event);
        return;
      case "RunContentCompleted":
        if (event.message !== undefined) this.#say(event.message);
        return;
      case "CompressionCompleted":
        this.base = withShortResults(this.base, event.results, this.historyLength);
        this.tail = withShortResults(this.tail, event.results, 0);
        return;
      case "RunInputAdded":
        this.tail.push(...event.messages);
        return;
      case "ReasoningCompleted":
        if (typeof this.#reasoning === "string") this.#reasoning += event.reasoningContent;
        return;
      case "ReasoningStep":
        this.#step(event);
        return;
      case "SubAgentCompleted":
      case "SubAgentFailed":
      case "SubAgentKilled":
        this.meter.child(event.metrics);
        return;
      case "RunStarted":
        this.#started = event;
        this.#segmentAt = at;
        this.base = event.input.messages;
        return;
      case "RunContinued":
        this.#segmentAt = at;
        return;
      case "GuardrailChecked":
        if (event.content !== undefined) this.content = event.content;
        return;
      default:
        return;
    }
  }

  /** What the last model call read, as its vendor counts; undefined before the first, or when the vendor does not say. */
  get lastInputTokens(): number | undefined {
    return this.#lastInputTokens;
  }

  /** The text of the model call that is under way. */
  get spoken(): string {
    this.#whole ??= this.#text?.join("") ?? "";
    return this.#whole;
  }

  /** The input has neither been blocked nor gone to the model yet: a mark stands in its place. */
  get isInputHeld(): boolean {
    return this.#started?.inputIsHeld === true;
  }

  /** What the model said last. */
  get reply(): AssistantMessage | undefined {
    return this.#message;
  }

  /** The calls of the last reply that have no answer yet. */
  openCalls(): readonly ToolCall[] {
    return this.#calls.filter((_, index) => this.tail[this.#firstResult + index] === undefined);
  }

  /** True when a call of the last reply gave a result that ends the run, in this segment or before a pause. */
  get isStopped(): boolean {
    for (let index = this.#firstTool; index < this.tools.length; index += 1) {
      if (this.tools[index]?.stopAfterToolCall === true) return true;
    }
    return false;
  }

  get messageCount(): number {
    return this.base.length + this.tail.length;
  }

  metrics(at: number): Metrics {
    return this.meter.read(at - this.#segmentAt);
  }

  /** Earlier history and what is the run's own. */
  get messages(): readonly Message[] {
    return this.base.concat(this.tail.filter(isThere));
  }

  /** How many of the messages were there before the run. */
  get historyLength(): number {
    const asked = this.#started?.input.messages.length ?? 0;
    return this.#earlier?.historyLength ?? Math.max(0, this.base.length - asked);
  }

  #own(): readonly Message[] {
    const given = this.base.slice(this.historyLength);
    for (const message of this.tail) if (message !== undefined) given.push(message);
    return given;
  }

  /** As `output`, with the history before the run: what a continuation goes on from. */
  whole(output: RunOutputData): RunOutputData {
    return { ...output, messages: this.messages, historyLength: this.historyLength };
  }

  /** The output as it stands when the segment ends, with the run's own messages. */
  output(identity: RunIdentity, facts: SegmentFacts): RunOutputData {
    const input = this.#started?.input ?? this.#earlier?.input ?? { messages: [] };
    for (const tool of facts.waiting ?? []) this.#tool(tool);
    // Field by field: spread into a literal of this size, they would cost as much as a model call.
    return {
      runId: identity.runId,
      sessionId: identity.sessionId,
      hasSession: identity.hasSession,
      userId: identity.userId,
      agentId: identity.agentId,
      agentName: identity.agentName,
      parentRunId: identity.parentRunId,
      metadata: identity.metadata,
      sessionState: identity.sessionState,
      model: this.#started?.model ?? this.#earlier?.model ?? "",
      modelProvider: this.#started?.modelProvider ?? this.#earlier?.modelProvider ?? "",
      status: facts.status,
      stopReason: facts.stopReason,
      input,
      content: facts.blocked ?? this.#answerText(facts),
      contentType: facts.parsed === undefined ? "text" : "json",
      parsed: facts.parsed,
      reasoningContent: thoughts(this.#reasoning),
      reasoningSteps: typeof this.#reasoning === "string" ? undefined : this.#reasoning,
      reasoning: this.#message?.reasoning,
      messages: this.#own(),
      historyLength: 0,
      tools: this.tools.filter(isThere),
      requirements: facts.requirements ?? [],
      children: facts.children,
      metrics: this.metrics(facts.at),
      images: this.#made("images", this.#message?.images),
      videos: this.#made("videos", undefined),
      audio: this.#made("audio", undefined),
      files: this.#made("files", undefined),
      responseAudio: this.#message?.audio,
      error: facts.error,
      errorCode: facts.errorCode,
      createdAt: this.#earlier?.createdAt ?? (this.#started === undefined ? facts.at : this.#segmentAt),
      lastSeq: facts.seq,
      segments: (this.#earlier?.segments ?? 0) + 1,
    };
  }

  #step({ title, reasoningContent, confidence }: ToldOf<"ReasoningStep">): void {
    const before = typeof this.#reasoning === "string" ? [] : this.#reasoning;
    this.#reasoning = [...before, { title, reasoningContent, confidence }];
  }

  /** A run that a tool ended without a word of the model answers with that tool's result. */
  #answerText(facts: SegmentFacts): string {
    if (this.content !== "" || facts.stopReason !== "tool") return this.content;
    return this.tools.findLast((tool) => tool?.stopAfterToolCall === true)?.result ?? "";
  }

  #modelCall(event: ToldOf<"ModelCallStarted">): void {
    if (event.purpose !== undefined) return;
    if (!this.#called) this.#takeBase(event.newMessages, this.tail.length);
    this.#called = true;
    if (typeof this.#reasoning === "string") this.#reasoning = "";
    this.#text = undefined;
    this.#whole = "";
  }

  /** An input that waited for guardrails is known from here on, as they let it pass. */
  #takeBase(asked: readonly Message[], early: number): void {
    // The first call of a run is asked with everything that came before it, and with what was said meanwhile.
    const messages = early === 0 ? asked : asked.slice(0, -early);
    this.base = messages;
    const started = this.#started;
    if (started?.inputIsHeld !== true) return;
    const given = messages.slice(messages.length - started.input.messages.length);
    this.#started = { ...started, inputIsHeld: false, input: { messages: given.filter(isUser) } };
  }

  #reply(event: ToldOf<"ModelCallCompleted">): void {
    if (event.purpose !== undefined) return this.meter.sideCall(event.purpose, event);
    this.meter.modelCall(event.usage, event.cost);
    this.#lastInputTokens = event.usage?.inputTokens;
    this.#say(event.message);
  }

  #say(message: AssistantMessage | undefined): void {
    this.#text = undefined;
    this.#whole = "";
    this.content = message?.content ?? "";
    if (message === undefined) return;
    this.#message = message;
    // A message that says nothing would make the history illegal.
    if (!saysNothing(message)) this.#reserve(message);
  }

  /** Results may come in any order; the history wants the model's: so each call gets its place now. */
  #reserve(message: AssistantMessage): void {
    const calls = message.toolCalls ?? NO_CALLS;
    const places: readonly undefined[] = calls.map(nothing);
    this.#calls = calls;
    this.#firstResult = this.tail.length + 1;
    this.#firstTool = this.tools.length;
    // Most runs need no more than their first places: a list that grows takes three times the room.
    if (this.tail.length === 0) this.tail = NO_MESSAGES.concat(message, places);
    else this.tail.push(message, ...places);
    if (this.tools.length === 0) this.tools = [...places];
    else this.tools.push(...places);
  }

  #place(callId: string): number {
    for (let index = 0; index < this.#calls.length; index += 1) if (this.#calls[index]?.id === callId) return index;
    return -1;
  }

  #tool(tool: ToolExecution): void {
    const index = this.#place(tool.toolCallId);
    if (index >= 0) this.tools[this.#firstTool + index] = tool;
  }

  /** Media of one kind: those in the model's last words, then those that tools made. */
  #made<Kind extends "images" | "videos" | "audio" | "files">(
    kind: Kind,
    said: ToolExecution[Kind],
  ): ToolExecution[Kind] {
    if (!this.tools.some((tool) => tool?.[kind] !== undefined)) return said;
    const made = this.tools.flatMap((tool) => tool?.[kind] ?? []);
    // Of one kind, both hold the same.
    return made.length === 0 ? said : ([...(said ?? []), ...made] as ToolExecution[Kind]);
  }

  #toolEnd(tool: ToolExecution): void {
    this.#tool(tool);
    this.meter.toolCall();
    this.#answer(toolMessage(tool));
  }

  #answer(message: ToolMessage): void {
    const index = this.#place(message.toolCallId);
    if (index >= 0) this.tail[this.#firstResult + index] = message;
  }
}

function thoughts(reasoning: string | readonly ReasoningStep[]): string | undefined {
  if (typeof reasoning !== "string") return reasoningXml(reasoning);
  return reasoning === "" ? undefined : reasoning;
}

/** What of the envelope stands in the output. */
export type RunIdentity = Pick<
  RunOutputData,
  | "runId"
  | "sessionId"
  | "hasSession"
  | "userId"
  | "agentId"
  | "agentName"
  | "parentRunId"
  | "metadata"
  | "sessionState"
>;

function saysNothing({ content, toolCalls, refusal, audio, images }: AssistantMessage): boolean {
  return content === "" && (toolCalls?.length ?? 0) === 0 && (refusal ?? audio ?? images) === undefined;
}

const NO_CALLS: readonly ToolCall[] = [];
const NO_MESSAGES: readonly (Message | undefined)[] = [];
const nothing = (): undefined => undefined;

const isUser = (message: Message): message is UserMessage => message.role === "user";
const isThere = <T>(value: T | undefined): value is T => value !== undefined;
