import type {
  FinishReason,
  JsonObject,
  JsonValue,
  ModelListener,
  ModelReply,
  ReasoningPart,
  ToolCall,
  Usage,
} from "@definable/spec";
import { isJson } from "../is-json.ts";
import { BlockDraft } from "../reply/block-draft.ts";
import { isUsual } from "../reply/layout.ts";
import type { LayoutEntry } from "../reply/layout.ts";
import { latestUsage, sumOf, toUsage } from "../reply/to-usage.ts";
import type { WireBlock, WireDelta, WireEnd, WireEvent, WireMessage, WireUsage } from "../reply/wire-event.ts";

/** What is known of an answer before it comes. */
export interface ReplyContext {
  readonly provider: string;
  /** What stands for all that was before the answer: thinking may only come back behind the same. */
  readonly prefix: () => string | undefined;
}

/** What a listener hears of a block. */
export interface Heard {
  readonly text?: string | null | undefined;
  readonly thinking?: string | null | undefined;
}

/**
 * One answer, put together from its events. Text is kept in parts and joined once: a string that grows by `+=` would
 * hold ten times the memory for as long as somebody keeps the reply.
 */
export class ClaudeReply {
  readonly #context: ReplyContext;
  readonly #blocks: Map<number, BlockDraft> = new Map();
  #usage: WireUsage | undefined;
  /** What earlier requests for the same answer have used. */
  #spent: Usage | undefined;
  #end: WireEnd = {};
  /** The number of the first block of the request that is being answered. */
  #first = 0;

  constructor(context: ReplyContext) {
    this.#context = context;
  }

  /** Whether the vendor said why it stopped: without that, an answer is broken off, however whole it looks. */
  get isFinished(): boolean {
    return typeof this.#end.stop_reason === "string";
  }

  /** Whether the vendor stopped in the middle, at a limit of the tools that he runs himself, and wants to be asked on. */
  get isPaused(): boolean {
    return this.#end.stop_reason === "pause_turn";
  }

  /** Gives back what was said so far, for the request that asks on. What comes next is the same answer. */
  resume(): readonly JsonObject[] {
    if (this.#usage !== undefined) this.#spent = sumOf(this.#spent, toUsage(this.#usage));
    this.#usage = undefined;
    this.#end = {};
    this.#first = this.#blocks.size;
    return this.#inOrder().map((block) => block.raw);
  }

  /** Takes in an event and gives back what there is to hear in it. */
  take(event: WireEvent): Heard | undefined {
    switch (event.type) {
      case "content_block_delta":
        return event.delta ? this.#add(this.#place(event.index), event.delta) : undefined;
      case "content_block_start":
        return event.content_block ? this.#begin(this.#place(event.index), event.content_block) : undefined;
      case "message_start":
        if (event.message?.usage) this.#usage = latestUsage(this.#usage, event.message.usage);
        return undefined;
      case "message_delta":
        if (event.usage) this.#usage = latestUsage(this.#usage, event.usage);
        if (event.delta) this.#end = event.delta;
        return undefined;
      default:
        // Kinds that are not known yet do no harm.
        return undefined;
    }
  }

  /** Takes in an answer that came whole, and gives back what there is to hear in it. */
  takeWhole(message: WireMessage): readonly Heard[] {
    for (const block of message.content ?? []) this.#begin(this.#blocks.size, block);
    if (message.usage) this.#usage = latestUsage(this.#usage, message.usage);
    this.#end = { ...message, stop_reason: message.stop_reason ?? "end_turn" };
    return message.content ?? [];
  }

  /** The whole answer, once it is finished. */
  finish(): ModelReply {
    const layout: LayoutEntry[] = [];
    const texts: string[] = [];
    const reasoning: ReasoningPart[] = [];
    const toolCalls: ToolCall[] = [];
    const isWhole = !CUT_SHORT.has(this.#end.stop_reason ?? "");
    for (const block of this.#inOrder()) {
      switch (block.type) {
        case "text":
          texts.push(block.text);
          if (block.text !== "") layout.push(block.isCited ? block.raw : block.text.length);
          break;
        case "thinking":
        case "redacted_thinking":
          reasoning.push(thoughtOf(block));
          layout.push("thought");
          break;
        case "tool_use":
          // A call that is not written to its end is no call.
          if (!isWhole && !isJson(block.text)) break;
          toolCalls.push({ id: block.start.id ?? "", name: block.start.name ?? "", arguments: block.text });
          layout.push("call");
          break;
        default:
          layout.push(block.raw);
      }
    }
    const kept = this.#kept(reasoning, layout);
    return {
      content: texts.join(""),
      toolCalls,
      finishReason: this.#finishReason(toolCalls.length > 0),
      ...(reasoning.length === 0 ? {} : { reasoning }),
      ...this.#refusal(),
      ...this.#used(),
      ...(kept === undefined ? {} : { providerData: { [this.#context.provider]: kept } }),
    };
  }

  #inOrder(): readonly BlockDraft[] {
    return [...this.#blocks].toSorted(([a], [b]) => a - b).map(([, block]) => block);
  }

  #place(index: number | undefined): number {
    return this.#first + (index ?? 0);
  }

  #used(): { readonly usage?: Usage } {
    const last = this.#usage === undefined ? undefined : toUsage(this.#usage);
    const usage = last === undefined ? this.#spent : sumOf(this.#spent, last);
    return usage === undefined ? {} : { usage };
  }

  #begin(index: number, start: WireBlock): Heard {
    this.#blocks.set(index, new BlockDraft(start));
    return isSpoken(start.type) ? start : SILENT;
  }

  #add(index: number, delta: WireDelta): Heard {
    const block = this.#blocks.get(index);
    block?.add(delta);
    return isSpoken(block?.type) ? delta : SILENT;
  }

  /** What has to come back with the words: where the thinking belongs, and an order that is not the usual one. */
  #kept(reasoning: readonly ReasoningPart[], layout: readonly LayoutEntry[]): JsonValue | undefined {
    const isSigned = reasoning.some(({ signature, redacted }) => (signature ?? redacted) !== undefined);
    const prefix = isSigned ? this.#context.prefix() : undefined;
    const unusual = isUsual(layout) ? undefined : layout;
    if (prefix === undefined && unusual === undefined) return undefined;
    return { ...(prefix === undefined ? {} : { prefix }), ...(unusual === undefined ? {} : { layout: unusual }) };
  }

  #finishReason(hasCalls: boolean): FinishReason {
    switch (this.#end.stop_reason) {
      case "max_tokens":
      case "model_context_window_exceeded":
        return "length";
      case "refusal":
        return "filter";
      case "end_turn":
      case "stop_sequence":
      case "tool_use":
        return hasCalls ? "toolCalls" : "stop";
      default:
        return hasCalls ? "toolCalls" : "other";
    }
  }

  #refusal(): { readonly refusal?: string } {
    const { stop_reason: reason, stop_details: details } = this.#end;
    const said = details?.explanation ?? details?.category;
    return reason === "refusal" && said ? { refusal: said } : {};
  }
}

/** Nothing to hear, but the model is at work. */
const SILENT: Heard = {};

const isSpoken = (type: string | undefined): boolean => type === "text" || type === "thinking";

/** What the vendor says when something else ended the answer than the model. */
const CUT_SHORT: ReadonlySet<string> = new Set(["max_tokens", "model_context_window_exceeded", "refusal"]);

function thoughtOf({ type, start, text, signature }: BlockDraft): ReasoningPart {
  if (type === "redacted_thinking") return { text: "", redacted: start.data ?? "" };
  return { text, ...(signature === undefined ? {} : { signature }) };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Tells the listener what is in a block or a piece of one. */
export function say({ text, thinking }: Heard, listener: ModelListener): Promise<void> | undefined {
  if (isText(text)) return listener.text(text) ?? undefined;
  if (isText(thinking)) return listener.reasoning(thinking) ?? undefined;
  listener.progress?.();
  return undefined;
}
