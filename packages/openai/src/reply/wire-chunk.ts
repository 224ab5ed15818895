/**
 * A chunk of an answer as servers really send it. The SDK's types say what OpenAI sends; compatible servers leave out
 * almost anything, so here everything may be missing.
 */
export interface WireChunk {
  readonly id?: string | null;
  readonly choices?: readonly WireChoice[] | null;
  readonly usage?: WireUsage | null;
}

/** One of the answers in a chunk. In a whole answer `message` stands for all deltas. */
export interface WireChoice {
  readonly index?: number;
  readonly delta?: WireDelta | null;
  readonly message?: WireDelta | null;
  readonly finish_reason?: string | null;
  readonly usage?: WireUsage | null;
}

/** What is new. */
export interface WireDelta {
  readonly content?: string | null;
  readonly refusal?: string | null;
  /** Reasoning text: DeepSeek and many local servers. */
  readonly reasoning_content?: string | null;
  /** Reasoning text: OpenRouter, newer vLLM, Ollama. */
  readonly reasoning?: string | null;
  readonly audio?: WireAudio | null;
  readonly tool_calls?: readonly WireToolCall[] | null;
}

/** A piece of sound. */
export interface WireAudio {
  readonly id?: string;
  readonly data?: string;
  readonly transcript?: string;
  readonly expires_at?: number;
}

/** A piece of a tool call. */
export interface WireToolCall {
  readonly index?: number | null;
  readonly id?: string | null;
  readonly function?: { readonly name?: string | null; readonly arguments?: unknown } | null;
}

/** The count of tokens. */
export interface WireUsage {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly total_tokens?: number;
  readonly prompt_tokens_details?: {
    readonly cached_tokens?: number;
    readonly cache_write_tokens?: number;
    readonly audio_tokens?: number;
  } | null;
  readonly completion_tokens_details?: {
    readonly reasoning_tokens?: number;
    readonly audio_tokens?: number;
  } | null;
  /** DeepSeek's name for cached tokens. */
  readonly prompt_cache_hit_tokens?: number;
}
