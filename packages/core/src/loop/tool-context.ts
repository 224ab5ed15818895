import type { Audio, ContentPart, File, Image, JsonValue, ToolExecution, Video } from "@definable/spec";
import type { CallContext, PlannedCall } from "@definable/tools";
import { customEvent } from "../run/custom-event.ts";
import type { Run } from "../run/run.ts";
import { pendingExecution } from "./pending-execution.ts";
import type { SubAgentCaller } from "../sub-agents/sub-agent-caller.ts";

/** What a tool is told of the run that calls it. Its signal is made when the tool asks for it. */
export class RunToolContext implements CallContext {
  readonly callId: string;
  /** When `ToolCallStarted` was told; undefined before. */
  startedAt: number | undefined;
  readonly #run: Run;
  readonly #turn: number;
  readonly #planned: PlannedCall;
  #running: ToolExecution | undefined;
  #openHook: "PreHookStarted" | "PostHookStarted" | undefined;
  /** The run of the sub-agent that the call started. */
  childRunId: string | undefined;
  #chunks = 0;
  #isAnswered = false;
  #controller: AbortController | undefined;
  #aborted: { readonly reason: unknown } | undefined;

  constructor(run: Run, turn: number, planned: PlannedCall) {
    this.#run = run;
    this.#turn = turn;
    this.#planned = planned;
    this.callId = planned.call.id;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#aborted !== undefined) this.#controller.abort(this.#aborted.reason);
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#aborted ??= { reason };
    this.#controller?.abort(reason);
  }

  /** For agents as tools: the run that calls, and the call. */
  get "~caller"(): SubAgentCaller {
    return { run: this.#run, planned: this.#planned, context: this };
  }

  get idempotencyKey(): string {
    return `${this.#run.runId}/${this.#turn}/${this.callId}`;
  }

  get runId(): string {
    return this.#run.request.runId;
  }

  get sessionId(): string {
    return this.#run.request.sessionId;
  }

  get userId(): string | undefined {
    return this.#run.request.options.userId;
  }

  get sessionState(): { [key: string]: JsonValue } {
    return this.#run.sessionState;
  }

  get dependencies(): unknown {
    return this.#run.dependencies;
  }

  get agent(): { readonly agentId: string; readonly name: string } {
    // No more of the configuration than this: a tool may print or return it.
    const { agentId, name } = this.#run.config;
    return { agentId, name };
  }

  get images(): readonly Image[] {
    return this.#parts("image");
  }

  get videos(): readonly Video[] {
    return this.#parts("video");
  }

  get audio(): readonly Audio[] {
    return this.#parts("audio");
  }

  get files(): readonly File[] {
    return this.#parts("file");
  }

  /** A function of its own each time, so that a tool may take it out of the context. */
  get emit(): (name: string, data: JsonValue) => void {
    return (name, data) => {
      // A tool that was cut off, or goes on after its answer, must not speak into a run that ends.
      if (this.#aborted !== undefined || this.#run.isEnding) return;
      this.#run.emit(customEvent(name, data));
    };
  }

  hookStarted(which: "pre" | "post"): void {
    this.#tell(which === "pre" ? "PreHookStarted" : "PostHookStarted");
  }

  hookEnded(which: "pre" | "post", error?: string): void {
    this.#tell(which === "pre" ? "PreHookCompleted" : "PostHookCompleted", error);
  }

  chunk(chunk: string, isFinal: boolean): void {
    if (this.#isDeaf) return;
    const tool = this.#execution();
    const chunkIndex = this.#chunks;
    this.#chunks += 1;
    const { toolCallId: stepId, toolName } = tool;
    this.#run.emit({ event: "ToolContent", stepId, tool, toolName, chunk, chunkIndex, isFinal });
  }

  #tell(event: "PreHookStarted" | "PreHookCompleted" | "PostHookStarted" | "PostHookCompleted", error?: string): void {
    // What had begun when the call was answered has been ended with it.
    if (this.#isDeaf) return;
    this.#openHook = event === "PreHookStarted" || event === "PostHookStarted" ? event : undefined;
    const tool = this.#execution();
    const { toolCallId: stepId, toolName } = tool;
    this.#run.emit({ event, stepId, tool, toolName, ...(error === undefined ? {} : { error }) });
  }

  /** The call is answered: a hook that is still at work is ended with it. */
  answered(): void {
    if (this.#openHook === "PreHookStarted") this.#tell("PreHookCompleted", "The call was cut short.");
    if (this.#openHook === "PostHookStarted") this.#tell("PostHookCompleted", "The call was cut short.");
    this.#isAnswered = true;
  }

  get #isDeaf(): boolean {
    return this.#isAnswered || this.#run.isEnding;
  }

  #execution(): ToolExecution {
    this.#running ??= pendingExecution(this.#planned, this.#turn, "running");
    return this.#running;
  }

  #parts<Type extends ContentPart["type"]>(type: Type): readonly Extract<ContentPart, { type: Type }>[] {
    const found: Extract<ContentPart, { type: Type }>[] = [];
    for (const { content } of this.#run.request.input) {
      if (typeof content === "string") continue;
      for (const part of content) if (isPart(part, type)) found.push(part);
    }
    return found;
  }
}

function isPart<Type extends ContentPart["type"]>(
  part: ContentPart,
  type: Type,
): part is Extract<ContentPart, { type: Type }> {
  return part.type === type;
}
