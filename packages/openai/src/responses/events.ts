import type { FinishReason, ModelListener, ModelReply } from "@definable/spec";
import type { CallFacts } from "../failure/model-error.ts";
import { keptLayout } from "../items/layout.ts";
import { ItemDraft, SILENT } from "../reply/item-draft.ts";
import type { Heard } from "../reply/item-draft.ts";
import { SaidParts } from "../reply/said-parts.ts";
import { toUsage } from "../reply/to-usage.ts";
import type { WireItem, WireResponse, WireResponseEvent } from "../reply/wire-response.ts";
import { failedResponse } from "./errors.ts";

/** What is known of an answer before it comes. */
export interface ReplyContext {
  readonly provider: string;
  /** Stands for the server. */
  readonly server: string;
  /** How many messages the model answers: ids of calls that come without one are made from it. */
  readonly turn: number;
  readonly facts: CallFacts;
}

/** One answer, put together from its events. */
export class ResponsesReply {
  readonly #context: ReplyContext;
  readonly #items: Map<number, ItemDraft> = new Map();
  #end: WireResponse | undefined;

  constructor(context: ReplyContext) {
    this.#context = context;
  }

  /** Whether the vendor said that it is over: without that, an answer is broken off, however whole it looks. */
  get isFinished(): boolean {
    return this.#end !== undefined;
  }

  /** Whether nothing of the answer has come yet. */
  get isSilent(): boolean {
    return this.#items.size === 0;
  }

  /** Takes in an event and gives back what there is to hear in it. Throws what the vendor says instead of an answer. */
  take(event: WireResponseEvent): Heard | undefined {
    const { delta, item } = event;
    switch (event.type) {
      case "response.output_text.delta":
        return delta ? this.#item(event).speak(delta) : undefined;
      case "response.reasoning_summary_text.delta":
        return delta ? this.#item(event).think(`summary-${event.summary_index ?? 0}`, delta) : undefined;
      case "response.reasoning_text.delta":
        return delta ? this.#item(event).think(`content-${event.content_index ?? 0}`, delta) : undefined;
      case "response.function_call_arguments.delta":
        return delta ? this.#item(event).write(delta) : undefined;
      case "response.refusal.delta":
        return delta ? this.#item(event).refuse(delta) : undefined;
      case "response.output_item.added":
        if (item) this.#item(event).begin(item);
        return SILENT;
      case "response.output_item.done":
        return item ? this.#item(event).complete(item) : undefined;
      case "response.completed":
      case "response.incomplete":
        return event.response ? this.takeWhole(event.response) : undefined;
      case "response.failed":
        throw failedResponse(event.response?.error ?? {}, this.#context.facts);
      case "error":
        // The fields of the failure stand in the event itself.
        throw failedResponse(event as object, this.#context.facts);
      default:
        // Kinds that are not known do no harm: the model is at work.
        return SILENT;
    }
  }

  /** Takes in an answer that is whole, and gives back what of it was not heard yet. */
  takeWhole(response: WireResponse): Heard {
    const { error, output, status } = response;
    if (error || status === "failed") throw failedResponse(error ?? {}, this.#context.facts);
    const heard = (output ?? []).flatMap((item, index) =>
      this.#items.has(index) ? [] : [this.#takeItem(item, index)],
    );
    if (status !== "queued" && status !== "in_progress") this.#end = response;
    return {
      reasoning: heard.map(({ reasoning = "" }) => reasoning).join(""),
      text: heard.map(({ text = "" }) => text).join(""),
    };
  }

  /** The whole answer, once it is finished. */
  finish(): ModelReply {
    const said = new SaidParts(this.#isWhole);
    for (const [, draft] of [...this.#items].toSorted(([a], [b]) => a - b)) said.add(draft);
    said.unseal();
    const { images, reasoning, refusal, text } = said;
    const replyId = this.#end?.id ?? "";
    const toolCalls = said.calls.finish({ replyId, turn: this.#context.turn, isWhole: true });
    const kept = keptLayout(said.layout, this.#context.server);
    return {
      content: text.join(""),
      toolCalls,
      finishReason: this.#finishReason(toolCalls.length > 0),
      ...(reasoning.length === 0 ? {} : { reasoning }),
      ...(refusal.length === 0 ? {} : { refusal: refusal.join("") }),
      ...(images.length === 0 ? {} : { images }),
      ...this.#usage(),
      ...(kept === undefined ? {} : { providerData: { [this.#context.provider]: kept } }),
    };
  }

  get #isWhole(): boolean {
    return this.#end?.status !== "incomplete";
  }

  #item({ output_index: index = 0 }: WireResponseEvent): ItemDraft {
    let draft = this.#items.get(index);
    if (draft === undefined) {
      draft = new ItemDraft();
      this.#items.set(index, draft);
    }
    return draft;
  }

  #takeItem(item: WireItem, index: number): Heard {
    return this.#item({ output_index: index }).complete(item);
  }

  #usage(): Pick<ModelReply, "usage"> {
    const wire = this.#end?.usage;
    if (!wire) return {};
    return {
      usage: toUsage({
        ...(wire.input_tokens === undefined ? {} : { prompt_tokens: wire.input_tokens }),
        ...(wire.output_tokens === undefined ? {} : { completion_tokens: wire.output_tokens }),
        ...(wire.total_tokens === undefined ? {} : { total_tokens: wire.total_tokens }),
        prompt_tokens_details: wire.input_tokens_details ?? null,
        completion_tokens_details: wire.output_tokens_details ?? null,
      }),
    };
  }

  #finishReason(hasCalls: boolean): FinishReason {
    if (this.#isWhole) return hasCalls ? "toolCalls" : "stop";
    switch (this.#end?.incomplete_details?.reason) {
      case "max_output_tokens":
        return "length";
      case "content_filter":
        return "filter";
      default:
        return hasCalls ? "toolCalls" : "other";
    }
  }
}

/**
 * Reads a stream to its end, into the reply and to the listener. Waits for a slow listener, and only then: a promise a
 * delta would cost more than the delta.
 */
export async function hearStream(
  events: AsyncIterable<WireResponseEvent>,
  reply: ResponsesReply,
  listener: ModelListener,
): Promise<void> {
  for await (const event of events) {
    const heard = reply.take(event);
    if (heard === undefined) continue;
    const waiting = say(heard, listener);
    if (waiting !== undefined) await waiting;
  }
}

/** Tells the listener what is to be heard: reasoning first, as the model did. */
export function say({ reasoning, text }: Heard, listener: ModelListener): Promise<void> | undefined {
  if (!text && !reasoning) listener.progress?.();
  const waiting = reasoning ? listener.reasoning(reasoning) : undefined;
  if (!text) return waiting ?? undefined;
  if (waiting) return waiting.then(() => listener.text(text));
  return listener.text(text) ?? undefined;
}
