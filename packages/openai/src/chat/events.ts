import type { Audio, FinishReason, ModelListener, ModelReply } from "@definable/spec";
import { audioMimeType, joinBase64 } from "../messages/media.ts";
import { CallDrafts } from "../reply/call-drafts.ts";
import { toUsage } from "../reply/to-usage.ts";
import type { WireAudio, WireChunk, WireDelta, WireUsage } from "../reply/wire-chunk.ts";

/** What is known of an answer before it comes. */
export interface ReplyContext {
  /** How many messages the model answers: ids of calls that come without one are made from it. */
  readonly turn: number;
  /** The format of sound that was asked for. */
  readonly audioFormat: string | undefined;
}

/**
 * One answer, put together from its chunks. Text is kept in parts and joined once: a string that grows by `+=` would
 * hold ten times the memory for as long as somebody keeps the reply.
 */
export class ChatReply {
  readonly #context: ReplyContext;
  readonly #text: string[] = [];
  readonly #reasoning: string[] = [];
  readonly #refusal: string[] = [];
  readonly #sound: string[] = [];
  readonly #transcript: string[] = [];
  readonly #calls: CallDrafts = new CallDrafts();
  #audio: WireAudio | undefined;
  #usage: WireUsage | undefined;
  #finish: string | undefined;
  #id = "";

  constructor(context: ReplyContext) {
    this.#context = context;
  }

  /** Whether the vendor said why it stopped: without that, an answer is broken off, however whole it looks. */
  get isFinished(): boolean {
    return this.#finish !== undefined;
  }

  /** Takes in a chunk and gives back what there is to hear in it. */
  take(chunk: WireChunk): WireDelta | undefined {
    if (typeof chunk.id === "string") this.#id = chunk.id;
    const choice = chunk.choices?.[0];
    const usage = chunk.usage ?? choice?.usage;
    if (usage) this.#usage = usage;
    if (!choice) return undefined;
    if (choice.finish_reason) this.#finish = choice.finish_reason;
    const delta = choice.delta ?? choice.message;
    if (!delta) return undefined;
    const { content } = delta;
    if (isText(content)) this.#text.push(content);
    const reasoning = reasoningOf(delta);
    if (isText(reasoning)) this.#reasoning.push(reasoning);
    if (delta.refusal) this.#refusal.push(delta.refusal);
    if (delta.tool_calls) for (const piece of delta.tool_calls) this.#calls.add(piece);
    if (delta.audio) this.#takeAudio(delta.audio);
    // A stream of sound ends with the time of its expiry and never says why.
    if (delta.audio?.expires_at !== undefined && this.#calls.isEmpty) this.#finish ??= "stop";
    return delta;
  }

  /** The whole answer, once it is finished. */
  finish(): ModelReply {
    const isWhole = WHOLE.has(this.#finish ?? "");
    const toolCalls = this.#calls.finish({ replyId: this.#id, turn: this.#context.turn, isWhole });
    const reasoning = this.#reasoning.join("");
    return {
      content: this.#text.join(""),
      toolCalls,
      finishReason: this.#finishReason(toolCalls.length > 0),
      ...(reasoning === "" ? {} : { reasoning: [{ text: reasoning }] }),
      ...(this.#refusal.length === 0 ? {} : { refusal: this.#refusal.join("") }),
      ...(this.#usage === undefined ? {} : { usage: toUsage(this.#usage) }),
      ...(this.#audio === undefined ? {} : { audio: this.#finishAudio(this.#audio) }),
    };
  }

  /** Some servers say "stop" also when the model calls tools: the calls count, not the word. */
  #finishReason(hasCalls: boolean): FinishReason {
    switch (this.#finish) {
      case "length":
        return "length";
      case "content_filter":
        return "filter";
      case "stop":
      case "tool_calls":
      case "function_call":
        return hasCalls ? "toolCalls" : "stop";
      default:
        return hasCalls ? "toolCalls" : "other";
    }
  }

  #takeAudio(audio: WireAudio): void {
    this.#audio = { ...this.#audio, ...audio };
    if (audio.data) this.#sound.push(audio.data);
    if (audio.transcript) this.#transcript.push(audio.transcript);
  }

  #finishAudio({ id, expires_at: expiresAt }: WireAudio): Audio {
    const format = this.#context.audioFormat;
    return {
      content: joinBase64(this.#sound),
      ...(id === undefined ? {} : { id }),
      ...(format === undefined ? {} : { format, mimeType: audioMimeType(format) }),
      ...(this.#transcript.length === 0 ? {} : { transcript: this.#transcript.join("") }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
  }
}

/** What vendors say when the model came to its own end. */
const WHOLE: ReadonlySet<string> = new Set(["stop", "tool_calls", "function_call"]);

/** Servers say null, nothing or "" where there is no text, and some put a list of parts there. */
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Servers that send both fields send the same text in both. */
const reasoningOf = (delta: WireDelta): unknown => delta.reasoning_content ?? delta.reasoning;

/**
 * Reads a stream to its end, into the reply and to the listener. Waits for a slow listener, and only then: a promise a
 * delta would cost more than the delta.
 */
export async function hearStream(
  chunks: AsyncIterable<WireChunk>,
  reply: ChatReply,
  listener: ModelListener,
): Promise<void> {
  for await (const chunk of chunks) {
    const delta = reply.take(chunk);
    if (delta === undefined) continue;
    const waiting = say(delta, listener);
    if (waiting !== undefined) await waiting;
  }
}

/** Tells the listener what is in a delta: reasoning first, as the model did. */
export function say(delta: WireDelta, listener: ModelListener): Promise<void> | undefined {
  const reasoning = reasoningOf(delta);
  const { content } = delta;
  if (!isText(content) && !isText(reasoning)) listener.progress?.();
  const waiting = isText(reasoning) ? listener.reasoning(reasoning) : undefined;
  if (!isText(content)) return waiting ?? undefined;
  if (waiting) return waiting.then(() => listener.text(content));
  return listener.text(content) ?? undefined;
}
