import type { JsonObject } from "@definable/spec";

/**
 * An event of an answer as servers really send it. The SDK's types say what Anthropic sends; compatible servers leave out
 * almost anything, so here everything may be missing.
 */
export interface WireEvent {
  readonly type?: string;
  readonly index?: number;
  readonly message?: WireMessage | null;
  readonly content_block?: WireBlock | null;
  readonly delta?: WireDelta | null;
  readonly usage?: WireUsage | null;
}

/** An answer: empty when a stream opens, else whole. */
export interface WireMessage extends WireEnd {
  readonly id?: string | null;
  readonly content?: readonly WireBlock[] | null;
  readonly usage?: WireUsage | null;
}

/** Why an answer ended. */
export interface WireEnd {
  readonly stop_reason?: string | null;
  readonly stop_details?: { readonly category?: string | null; readonly explanation?: string | null } | null;
}

/** A block of an answer: as it begins, or whole. */
export interface WireBlock {
  readonly type?: string;
  readonly text?: string | null;
  /** Where a text has its words from. */
  readonly citations?: readonly JsonObject[] | null;
  readonly thinking?: string | null;
  readonly signature?: string | null;
  readonly data?: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
}

/** What is new in a block, or why the answer ended. */
export interface WireDelta extends WireEnd {
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: string;
  readonly signature?: string;
  readonly partial_json?: string;
  readonly citation?: JsonObject;
}

/** The count of tokens. Cached ones stand beside the others. */
export interface WireUsage {
  readonly input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
}
