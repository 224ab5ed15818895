import type { Model, ModelListener, ModelReply, ModelRequest, RunEventOf } from "@definable/spec";
import { DefinableError } from "@definable/spec";
import type { ErrorCode } from "@definable/spec";
import { priceOf } from "../metrics/price-of.ts";
import type { ModelRef } from "../model/resolve-model.ts";
import type { ReplayChanges } from "./replay-changes.ts";
import type { ReplayingRun } from "./replaying-run.ts";

/** Says what was recorded, piece by piece; asks the live model once the replay goes its own way. */
export class ReplayModel implements Model {
  readonly #run: ReplayingRun;
  readonly #live: ModelRef;

  constructor(run: ReplayingRun, live: ModelRef) {
    this.#run = run;
    this.#live = live;
  }

  get id(): string {
    return this.#recorded?.model ?? this.#live.id;
  }

  get provider(): string {
    return this.#recorded?.modelProvider ?? this.#live.provider;
  }

  get #recorded(): RunEventOf<"ModelCallStarted"> | undefined {
    if (this.#run.script.isLive) return undefined;
    const turn = this.#run.turn;
    return this.#run.script.find("ModelCallStarted", (event) => event.turn === turn && event.purpose === undefined);
  }

  async respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const { script, changes, turn } = this.#run;
    if (script.isLive) {
      const model = await this.#live.load();
      this.#run.price = priceOf(model, this.#run.config.prices);
      return model.respond(request, listener);
    }
    const changed = changes.replies?.[turn];
    if (changed !== undefined) {
      this.#run.goLive();
      return replyOf(changed);
    }
    await Promise.resolve();
    await this.#say(turn, listener);
    return this.#end(turn);
  }

  async #say(turn: number, listener: ModelListener): Promise<void> {
    const { script, scope } = this.#run;
    const { started, completed } = this.#call(turn);
    const from = script.own.findIndex((event) => event === started);
    const to = script.own.findIndex((event) => event === completed);
    for (const event of script.own.slice(from + 1, to)) {
      if (scope.isCancelled) return;
      if (event.event === "RunContent") await listener.text(event.content);
      else if (event.event === "ReasoningContentDelta") await listener.reasoning(event.reasoningContent);
    }
  }

  #end(turn: number): ModelReply | Promise<never> {
    const { completed } = this.#call(turn);
    if (completed === undefined || completed.errorCode === "RUN_CANCELLED" || this.#run.scope.isCancelled)
      return new Promise<never>(() => undefined);
    const { error, errorCode, message, toolCalls, finishReason = "stop", usage } = completed;
    // The code was told by this library, so it is one of the table.
    if (error !== undefined)
      throw new DefinableError((errorCode ?? "INTERNAL") as ErrorCode, error, { retryable: false });
    return {
      content: message?.content ?? "",
      toolCalls,
      finishReason,
      usage,
      reasoning: message?.reasoning,
      refusal: message?.refusal,
      images: message?.images,
      audio: message?.audio,
      providerData: message?.providerData,
    };
  }

  #call(turn: number): {
    readonly started: RunEventOf<"ModelCallStarted"> | undefined;
    readonly completed: RunEventOf<"ModelCallCompleted"> | undefined;
  } {
    const { script } = this.#run;
    const fits = (event: { readonly turn: number; readonly purpose?: string | undefined }): boolean =>
      event.turn === turn && event.purpose === undefined;
    return { started: script.find("ModelCallStarted", fits), completed: script.find("ModelCallCompleted", fits) };
  }
}

function replyOf(changed: NonNullable<ReplayChanges["replies"]>[number]): ModelReply {
  const { content = "", toolCalls = [] } = typeof changed === "string" ? { content: changed } : changed;
  return { content, toolCalls, finishReason: toolCalls.length > 0 ? "toolCalls" : "stop" };
}
