import { InputError, ModelError } from "@definable/spec";
import type {
  ErrorCode,
  Message,
  Model,
  ModelListener,
  ModelReply,
  ModelRequest,
  ToolCall,
  Usage,
} from "@definable/spec";
import { wireMessages } from "./tiny-messages.ts";

/** What the tiny model may do wrong, one thing a test. */
export type Fault =
  | "losesTheEnd"
  | "saysMoreUnstreamed"
  | "halvesCharacters"
  | "inventsText"
  | "dropsReasoning"
  | "doesNotWait"
  | "sharesItsState"
  | "ignoresTheIndex"
  | "forgetsTheText"
  | "readsArguments"
  | "countsCacheTwice"
  | "inventsUsage"
  | "alwaysStops"
  | "dropsResults"
  | "dropsMedia"
  | "changesTheHistory"
  | "sendsVideo"
  | "asksAnyway"
  | "isDeaf"
  | "goesOnAfterAbort"
  | "quotesTheVendor"
  | "knowsOneCode"
  | "retries"
  | "forgetsToWait"
  | "throwsPlainErrors"
  | "takesACutForAnEnd"
  | "takesAPageForAReply";

interface Draft {
  content: string;
  reasoning: string;
  readonly calls: { id: string; name: string; text: string }[];
  finish: string | undefined;
  usage: Usage | undefined;
}

interface WireChunk {
  readonly error?: object;
  readonly usage?: WireUsage | null;
  readonly choices?: readonly {
    readonly delta?: WireDelta;
    readonly message?: WireDelta;
    readonly finish_reason?: string | null;
  }[];
}

interface WireDelta {
  readonly content?: string | null;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly {
    readonly index?: number;
    readonly id?: string;
    readonly function: { readonly name?: string; readonly arguments?: string };
  }[];
}

interface WireUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly prompt_tokens_details: { readonly cached_tokens: number };
  readonly completion_tokens_details: { readonly reasoning_tokens: number };
}

const newDraft = (): Draft => ({ content: "", reasoning: "", calls: [], finish: undefined, usage: undefined });

/** An adapter in the fewest lines that keep the contract: the conformance kit is tried on it, with and without a fault. */
export class TinyChat implements Model {
  readonly id = "gpt-4o";
  readonly provider = "tiny";
  readonly #url: string;
  readonly #key: string;
  readonly #fault: Fault | undefined;
  readonly #shared = newDraft();

  constructor(connection: { readonly baseURL: string; readonly apiKey: string }, fault?: Fault) {
    this.#url = `${connection.baseURL}/chat/completions`;
    this.#key = connection.apiKey;
    this.#fault = fault;
  }

  async respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const { signal } = request;
    if (this.#fault !== "asksAnyway") signal.throwIfAborted();
    const response = await this.#send(request, signal);
    const draft = this.#fault === "sharesItsState" ? this.#shared : newDraft();
    const isStream = response.headers.get("content-type")?.includes("event-stream") === true;
    try {
      if (isStream) await this.#hear(response, { draft, listener, signal });
      else await this.#take(JSON.parse(await response.text()), { draft, listener, signal });
    } catch (error) {
      if (signal.aborted || error instanceof ModelError) throw error;
      if (error instanceof SyntaxError) {
        if (this.#fault === "takesAPageForAReply") return this.#finish(draft);
        throw this.#error("MODEL_BAD_REPLY", "sent nonsense");
      }
      throw this.#error("MODEL_STREAM_CUT", "broke off");
    }
    if (draft.finish === undefined && this.#fault !== "takesACutForAnEnd")
      throw this.#error("MODEL_STREAM_CUT", "broke off");
    if (!isStream && this.#fault === "saysMoreUnstreamed") draft.content += " ";
    return this.#finish(draft);
  }

  async #send(request: ModelRequest, signal: AbortSignal): Promise<Response> {
    const body = JSON.stringify(this.#bodyOf(request));
    const headers = { "content-type": "application/json", authorization: `Bearer ${this.#key}` };
    const ask = (): Promise<Response> =>
      fetch(this.#url, {
        method: "POST",
        headers,
        body,
        ...(this.#fault !== "isDeaf" && this.#fault !== "asksAnyway" && { signal }),
      });
    let response: Response;
    try {
      response = await ask();
      if (!response.ok && this.#fault === "retries") response = await ask();
    } catch (error) {
      if (signal.aborted || this.#fault === "throwsPlainErrors") throw error;
      throw this.#error("MODEL_UNAVAILABLE", "could not be reached");
    }
    if (response.ok) return response;
    throw this.#refusal(response, await response.text());
  }

  #bodyOf(request: ModelRequest): object {
    const messages = request.messages.toArray();
    if (this.#fault === "changesTheHistory") Object.assign(messages[0] ?? {}, { content: "changed" });
    const stream = request.settings.stream !== false;
    return {
      model: this.id,
      stream,
      ...(stream && { stream_options: { include_usage: true } }),
      messages: wireMessages(this.#fault === "dropsResults" ? withoutCalls(messages) : messages, {
        instructions: request.instructions,
        onPart: (part) => {
          if (this.#fault === "dropsMedia" && part.type !== "text") return { type: "text", text: "" };
          if (part.type !== "video") return undefined;
          if (this.#fault === "sendsVideo") return { type: "text", text: "a film" };
          throw new InputError(
            "UNSUPPORTED_CONTENT",
            `The model ${this.id} takes no part of type video. Leave it out.`,
          );
        },
      }),
      ...(request.tools.length > 0 && { tools: request.tools.map((fn) => ({ type: "function", function: fn })) }),
    };
  }

  #refusal(response: Response, text: string): ModelError {
    const code = this.#fault === "knowsOneCode" ? "MODEL_UNAVAILABLE" : codeOf(response.status, text);
    const after = response.headers.get("retry-after");
    const seconds = after === null ? undefined : Number(after);
    const dateMs = after === null ? undefined : Date.parse(after) - Date.now();
    const retryAfterMs = Number.isFinite(seconds) ? 1_000 * (seconds ?? 0) : dateMs;
    const words = this.#fault === "quotesTheVendor" ? text : `refused with status ${response.status}`;
    return this.#error(code, words, this.#fault === "forgetsToWait" ? undefined : retryAfterMs);
  }

  #error(code: ErrorCode, words: string, retryAfterMs?: number): ModelError {
    return new ModelError(code, `The vendor ${words}. Try again.`, { retryAfterMs });
  }

  async #hear(response: Response, call: Call): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    // A body is always there on a response with status 200.
    for await (const bytes of response.body as ReadableStream<Uint8Array>) {
      rest +=
        this.#fault === "halvesCharacters" ? new TextDecoder().decode(bytes) : decoder.decode(bytes, { stream: true });
      const events = rest.split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) {
        const data = event.replace(/^data: /, "");
        if (data !== "[DONE]") await this.#take(JSON.parse(data), call);
      }
    }
  }

  async #take(chunk: WireChunk, { draft, listener, signal }: Call): Promise<void> {
    if (chunk.error !== undefined) {
      const words = this.#fault === "quotesTheVendor" ? JSON.stringify(chunk.error) : "failed in the middle";
      throw this.#error("MODEL_UNAVAILABLE", words);
    }
    if (chunk.usage) draft.usage = this.#usageOf(chunk.usage);
    const choice = chunk.choices?.[0];
    if (choice === undefined) return;
    if (choice.finish_reason) draft.finish = choice.finish_reason;
    const delta = choice.delta ?? choice.message ?? {};
    for (const [position, piece] of (delta.tool_calls ?? []).entries()) this.#takeCall(draft, piece, position);
    if (delta.reasoning_content !== undefined && this.#fault !== "dropsReasoning") {
      draft.reasoning += delta.reasoning_content;
      await listener.reasoning(delta.reasoning_content);
    }
    if (typeof delta.content !== "string" || (delta.content === "" && this.#fault !== "inventsText")) return;
    const text = delta.content === "" ? "Well, " : delta.content;
    draft.content += text;
    const behind = listener.text(text);
    if (this.#fault !== "doesNotWait") await behind;
    if (this.#fault !== "goesOnAfterAbort") signal.throwIfAborted();
  }

  #takeCall(draft: Draft, piece: NonNullable<WireDelta["tool_calls"]>[number], position: number): void {
    const known = piece.index ?? (draft.finish === undefined ? undefined : position);
    const index =
      this.#fault === "ignoresTheIndex" && piece.id === undefined
        ? draft.calls.length - 1
        : (known ?? draft.calls.length);
    const call = (draft.calls[index] ??= { id: "", name: "", text: "" });
    call.id += piece.id ?? "";
    call.name += piece.function.name ?? "";
    call.text += piece.function.arguments ?? "";
  }

  #usageOf(wire: WireUsage): Usage {
    const cached = wire.prompt_tokens_details.cached_tokens;
    const inputTokens = wire.prompt_tokens + (this.#fault === "countsCacheTwice" ? cached : 0);
    return {
      inputTokens,
      outputTokens: wire.completion_tokens,
      totalTokens: inputTokens + wire.completion_tokens,
      cacheReadTokens: cached,
      reasoningTokens: wire.completion_tokens_details.reasoning_tokens,
    };
  }

  #finish(draft: Draft): ModelReply {
    const reads = this.#fault === "readsArguments";
    const toolCalls = draft.calls.map(({ id, name, text }): ToolCall => ({
      id,
      name,
      arguments: reads ? JSON.stringify(JSON.parse(text)) : text,
    }));
    const reason = this.#fault === "alwaysStops" ? "stop" : draft.finish;
    const content = this.#fault === "losesTheEnd" ? draft.content.slice(0, -1) : draft.content;
    const none: Usage = { inputTokens: 0, outputTokens: 0, totalTokens: 0 };
    const usage = this.#fault === "inventsUsage" ? (draft.usage ?? none) : draft.usage;
    return {
      content: this.#fault === "forgetsTheText" && toolCalls.length > 0 ? "" : content,
      toolCalls,
      finishReason: FINISH[reason ?? ""] ?? "other",
      ...(draft.reasoning !== "" && { reasoning: [{ text: draft.reasoning }] }),
      ...(usage !== undefined && { usage }),
    };
  }
}

interface Call {
  readonly draft: Draft;
  readonly listener: ModelListener;
  readonly signal: AbortSignal;
}

const FINISH: Readonly<Record<string, ModelReply["finishReason"]>> = {
  stop: "stop",
  tool_calls: "toolCalls",
  length: "length",
  content_filter: "filter",
};

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: "MODEL_BAD_REQUEST",
  401: "MODEL_AUTHENTICATION",
  403: "MODEL_PERMISSION",
  404: "MODEL_NOT_FOUND",
  413: "MODEL_CONTEXT_TOO_LONG",
  429: "MODEL_RATE_LIMITED",
  503: "MODEL_OVERLOADED",
};

function codeOf(status: number, text: string): ErrorCode {
  if (text.includes("context_length_exceeded")) return "MODEL_CONTEXT_TOO_LONG";
  if (text.includes("insufficient_quota")) return "MODEL_QUOTA";
  return CODES[status] ?? "MODEL_UNAVAILABLE";
}

function withoutCalls(messages: readonly Message[]): readonly Message[] {
  return messages.filter((message) => message.role === "user");
}
