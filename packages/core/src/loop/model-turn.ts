import type { AssistantMessage, Model, ModelListener, ModelReply, ModelRequest, ToolCall } from "@definable/spec";
import { isDefinableError, ModelError } from "@definable/spec";
import type { Barrier } from "../run/run-extras.ts";
import { costOf } from "../metrics/cost.ts";
import { Cancelled } from "../run/cancel-scope.ts";
import { describeFailure } from "../run/failure.ts";
import type { Run } from "../run/run.ts";
import type { ToldOf } from "../run/told.ts";
import { legalCalls } from "./legal-calls.ts";
import { MessageView } from "./message-view.ts";
import { newMessages } from "./new-messages.ts";
import { ModelDeadline } from "./model-deadline.ts";
import { LoopRequest } from "./model-request.ts";
import { ReasoningSpan } from "./reasoning-span.ts";
import { retryDelay } from "./retry-delay.ts";

/** What the model is told when it has used up its rounds of tools. */
const LAST_ANSWER = (rounds: number): string =>
  `You have used all ${rounds} rounds of tool calls. Call no more tools: answer now with what you know, and say what is missing.`;

/** One turn of the model: its events, its tries, its limits. The loop makes the call itself. */
export class ModelTurn implements ModelListener {
  readonly #run: Run;
  readonly #model: Model;
  readonly #stepId: string;
  readonly #startedAt: number;
  readonly #view: MessageView;
  /** The model must answer without tools: its rounds are used up. */
  readonly isLast: boolean;
  #reasoning: ReasoningSpan | undefined;
  #request: LoopRequest | undefined;
  #deadline: ModelDeadline | undefined;
  #attempts = 0;
  #heard = false;
  #closed = false;
  /** The number of the try that is heard; 0 between tries and after the last. */
  #listening = 0;

  /** Announces the call. */
  constructor(run: Run, model: Model) {
    this.#run = run;
    this.#model = model;
    this.isLast = run.turn - (run.extras?.firstTurn ?? 0) >= run.config.maxToolRounds;
    run.turn += 1;
    this.#stepId = `model-${run.turn}`;
    const tail = run.fold.tail;
    this.#view = new MessageView(run.history, tail);
    const newer = newMessages(run.history, tail, run.asked);
    run.asked = this.#view.length;
    this.#startedAt = run.config.now();
    run.emit(
      {
        event: "ModelCallStarted",
        stepId: this.#stepId,
        turn: run.turn,
        model: model.id,
        modelProvider: model.provider,
        messageCount: this.#view.length,
        newMessages: newer,
        toolNames: run.tools.names,
        messages: this.#view,
      },
      this.#startedAt,
    );
    if (run.config.debug) run.config.logger.info(debugLine(run, this.#view, model));
  }

  /** The request of the next try. Throws when the run was cancelled meanwhile, so that the model is not asked. */
  request(): ModelRequest {
    const { config, request, instructions, scope, settings } = this.#run;
    scope.throwIfCancelled();
    const startedAt = this.#attempts === 0 ? this.#startedAt : config.now();
    this.#deadline = new ModelDeadline(this.#run, startedAt, settings.stream !== false);
    this.#run.watch.set(this.#deadline, startedAt);
    this.#attempts += 1;
    this.#listening = this.#attempts;
    const shape = this.#run.extras?.shape;
    shape?.begin();
    this.#request = new LoopRequest({
      messages: this.#view,
      instructions: this.isLast
        ? [instructions, LAST_ANSWER(config.maxToolRounds)].filter(Boolean).join("\n\n")
        : instructions,
      tools: this.#run.tools.definitions,
      settings: this.isLast && this.#run.tools.names.length > 0 ? { ...settings, toolChoice: "none" } : settings,
      providerOptions: request.options.providerOptions ?? config.providerOptions,
      outputFormat: shape?.outputFormat,
    });
    return this.#request;
  }

  /** Waits for a try, its limits and a cancel. */
  wait(reply: Promise<ModelReply>): Promise<ModelReply> {
    return this.#run.scope.wait(reply, this.#request);
  }

  /** Who hears the present try. A model that was given up may go on talking: to nobody. */
  listener(): ModelListener {
    const attempt = this.#attempts;
    if (attempt === 1) return this;
    const isHeard = (): boolean => this.#listening === attempt;
    return {
      text: (delta) => (isHeard() ? this.#text(delta) : undefined),
      reasoning: (delta) => (isHeard() ? this.#think(delta) : undefined),
      progress: () => void (isHeard() && this.#deadline?.heard(this.#run.config.now())),
    };
  }

  /** As the listener of the first try, the only one of most turns. */
  text(delta: string): void | Promise<void> {
    return this.#listening === 1 ? this.#text(delta) : undefined;
  }

  reasoning(delta: string): void | Promise<void> {
    return this.#listening === 1 ? this.#think(delta) : undefined;
  }

  progress(): void {
    if (this.#listening === 1) this.#deadline?.heard(this.#run.config.now());
  }

  #text(delta: string): void | Promise<void> {
    if (delta === "") return undefined;
    this.#heard = true;
    if (this.#run.extras?.guards?.holdsText === true) return this.#hold();
    this.#reasoning?.end();
    const at = this.#run.emitContent(delta);
    this.#deadline?.heard(at);
    return this.#behind();
  }

  #think(delta: string): void | Promise<void> {
    if (delta === "") return undefined;
    this.#heard = true;
    if (this.#run.extras?.guards?.holdsText === true) return this.#hold();
    this.#reasoning ??= new ReasoningSpan(this.#run);
    const at = this.#reasoning.delta(delta);
    this.#deadline?.heard(at);
    return this.#behind();
  }

  /** What waits for a verdict is judged whole, as it stands in the reply: nothing of it is kept here. */
  #hold(): undefined {
    this.#deadline?.heard(this.#run.config.now());
    return undefined;
  }

  /** After a failed try: waits until the next one, or ends the turn and throws. */
  async retryOrThrow(error: unknown): Promise<void> {
    const { config, scope } = this.#run;
    this.#listening = 0;
    this.#run.watch.clear();
    scope.rest();
    const mayRetry = isDefinableError(error) && error.retryable && !this.#heard && this.#attempts <= config.maxRetries;
    if (!mayRetry || scope.isCancelled) throw this.#fail(error);
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, retryDelay(error, this.#attempts, config));
    try {
      await scope.race(promise);
    } catch (interrupted) {
      throw this.#fail(interrupted);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What was heard must be where the reply begins: text is neither lost nor told twice. Throws `MODEL_BAD_REPLY`. */
  check(reply: ModelReply): ModelReply {
    const heard = this.#run.fold.spoken;
    if (reply.content.startsWith(heard)) return reply;
    const { id } = this.#model;
    const found = `${heard.length} characters were streamed, and the reply of ${reply.content.length} does not begin with them`;
    throw new ModelError("MODEL_BAD_REPLY", `The adapter of ${id} contradicts itself: ${found}.`);
  }

  /** The reply as the guardrails let it pass; nothing when they blocked it: then the turn has ended without it. */
  async judge(reply: ModelReply, guards: Barrier): Promise<ModelReply | undefined> {
    this.#rest();
    try {
      const judged = await guards.judgeReply(reply);
      if (judged === undefined) this.#end({ finishReason: reply.finishReason, ...this.#paid(reply) });
      return judged;
    } catch (error) {
      throw this.#fail(error, reply);
    }
  }

  /** Ends the turn with the model's reply and returns the calls it asked for. */
  complete(reply: ModelReply): readonly ToolCall[] {
    const run = this.#run;
    run.extras?.budget?.settle();
    this.#rest();
    this.#closed = true;
    if (this.#reasoning === undefined) this.#thinkAll(reply);
    this.#reasoning?.end();
    const { spoken } = run.fold;
    // What was told before a guardrail changed it cannot be told otherwise.
    if (reply.content.startsWith(spoken) && reply.content !== spoken)
      run.emitContent(reply.content.slice(spoken.length));
    const asked = this.isLast ? [] : legalCalls(reply.toolCalls, run);
    const message = assistantMessage(this.#model, reply, asked);
    const content = this.#sayWhole();
    if (content !== "" && asked.length > 0) run.emit({ event: "IntermediateRunContent", content });
    const createdAt = run.config.now();
    run.emit(
      {
        event: "ModelCallCompleted",
        stepId: this.#stepId,
        turn: run.turn,
        model: this.#model.id,
        attempts: this.#attempts,
        durationMs: createdAt - this.#startedAt,
        message,
        toolCalls: asked,
        finishReason: reply.finishReason,
        usage: reply.usage,
        cost: costOf(reply.usage, run.price),
      },
      createdAt,
    );
    return asked;
  }

  /** Nobody listens to the model any more. */
  #rest(): void {
    this.#run.watch.clear();
    this.#run.scope.rest();
    this.#listening = 0;
  }

  /** Ends the turn without a reply; what was said so far stays. */
  #fail(error: unknown, reply?: ModelReply): unknown {
    if (this.#closed) return error;
    const cancelled = error instanceof Cancelled;
    this.#reasoning?.end(cancelled ? "cancelled" : "failed");
    const content = this.#run.fold.spoken;
    const failure = describeFailure(error);
    this.#end({
      ...(content === "" ? {} : { message: assistantMessage(this.#model, { content }, []) }),
      ...(reply === undefined ? {} : this.#paid(reply)),
      error: cancelled ? this.#run.scope.words : failure.message,
      errorCode: cancelled ? "RUN_CANCELLED" : failure.code,
    });
    return error;
  }

  #paid({ usage }: ModelReply): Pick<TurnEnd, "usage" | "cost"> {
    return { usage, cost: costOf(usage, this.#run.price) };
  }

  #end(facts: TurnEnd): void {
    this.#closed = true;
    this.#run.extras?.budget?.settle();
    this.#reasoning?.end();
    this.#sayWhole();
    this.#run.emit({
      event: "ModelCallCompleted",
      stepId: this.#stepId,
      turn: this.#run.turn,
      model: this.#model.id,
      attempts: this.#attempts,
      durationMs: this.#run.config.now() - this.#startedAt,
      toolCalls: [],
      ...facts,
    });
  }

  /** What a model that streams no thinking has thought. */
  #thinkAll({ reasoning }: ModelReply): void {
    for (const { text } of reasoning ?? []) {
      if (text === "") continue;
      this.#reasoning ??= new ReasoningSpan(this.#run);
      this.#reasoning.delta(text);
    }
  }

  /** Every call that said text ends its text once, whole. */
  #sayWhole(): string {
    const fullContent = this.#run.fold.spoken;
    if (fullContent !== "") this.#run.emit({ event: "RunContentCompleted", fullContent });
    return fullContent;
  }

  #behind(): Promise<void> | undefined {
    const wait = this.#run.behind;
    return wait === undefined ? undefined : this.#deadline?.pause(wait);
  }
}

/** What is told of a turn that ended without a reply. */
type TurnEnd = Partial<
  Pick<ToldOf<"ModelCallCompleted">, "message" | "finishReason" | "usage" | "cost" | "error" | "errorCode">
>;

type Said = Pick<ModelReply, "content"> & Partial<ModelReply>;

function assistantMessage({ provider, id }: Model, reply: Said, calls: readonly ToolCall[]): AssistantMessage {
  const { content, reasoning, refusal, images, audio, providerData } = reply;
  const bare = (reasoning ?? refusal ?? images ?? audio ?? providerData) === undefined;
  if (bare && calls.length === 0) return { role: "assistant", content, provider, model: id };
  if (bare) return { role: "assistant", content, toolCalls: calls, provider, model: id };
  return {
    role: "assistant",
    content,
    ...(calls.length > 0 ? { toolCalls: calls } : {}),
    ...(reasoning ? { reasoning } : {}),
    ...(refusal === undefined ? {} : { refusal }),
    ...(images ? { images } : {}),
    ...(audio ? { audio } : {}),
    ...(providerData ? { providerData } : {}),
    provider,
    model: id,
  };
}

function debugLine(run: Run, messages: MessageView, model: Model): string {
  const head = `[definable] ${run.request.runId} turn ${run.turn}: ${model.provider}/${model.id}, ${messages.length} messages`;
  return `${head}, last: ${JSON.stringify(messages.at(-1))}`;
}
