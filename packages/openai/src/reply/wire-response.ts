/**
 * An event of an answer as servers really send it. The SDK's types say what OpenAI sends; compatible servers leave out
 * almost anything, so here everything may be missing.
 */
export interface WireResponseEvent {
  readonly type?: string;
  readonly output_index?: number;
  readonly summary_index?: number;
  readonly content_index?: number;
  readonly delta?: string | null;
  readonly item?: WireItem | null;
  readonly response?: WireResponse | null;
}

/** The whole answer, or what is known of it so far. */
export interface WireResponse {
  readonly id?: string;
  readonly status?: string | null;
  readonly output?: readonly WireItem[] | null;
  readonly incomplete_details?: { readonly reason?: string } | null;
  readonly error?: WireFailure | null;
  readonly usage?: WireResponseUsage | null;
}

/** Why there is no answer. */
export interface WireFailure {
  readonly code?: string | null;
  readonly message?: string | null;
}

/** One item of an answer. */
export interface WireItem {
  readonly type?: string;
  readonly id?: string | null;
  readonly status?: string | null;
  readonly phase?: string | null;
  /** What a message says, or what was thought in full. */
  readonly content?: readonly WireContent[] | null;
  readonly summary?: readonly WireContent[] | null;
  readonly encrypted_content?: string | null;
  readonly call_id?: string | null;
  readonly name?: string | null;
  readonly arguments?: unknown;
  /** A picture, in base64. */
  readonly result?: string | null;
  readonly output_format?: string | null;
}

/** A piece of what an item says. */
export interface WireContent {
  readonly type?: string;
  readonly text?: string | null;
  readonly refusal?: string | null;
}

/** The count of tokens. */
export interface WireResponseUsage {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly total_tokens?: number;
  readonly input_tokens_details?: { readonly cached_tokens?: number; readonly cache_write_tokens?: number } | null;
  readonly output_tokens_details?: { readonly reasoning_tokens?: number } | null;
}
