import type { FinishReason, Usage } from "@definable/spec";

/** A tool call as a vendor sends it: the arguments come in these pieces. */
export interface VendorToolCall {
  /** How the answer to the call will name it; unique in the answer. */
  readonly id: string;
  /** The tool that is called. */
  readonly name: string;
  /** The JSON text of the arguments, in the pieces in which a stream brings it. */
  readonly argumentPieces: readonly string[];
}

/** A whole answer of the model. */
export interface VendorReply {
  readonly kind: "reply";
  /** The text, in the pieces in which a stream brings it. */
  readonly text?: readonly string[] | undefined;
  /** The thinking, in the pieces in which a stream brings it. */
  readonly reasoning?: readonly string[] | undefined;
  /** The tools that it asks for. */
  readonly toolCalls?: readonly VendorToolCall[] | undefined;
  /** True: the pieces of several calls come in turn, where the vendor can do that. Default false. */
  readonly interleaved?: boolean | undefined;
  /** Counts in the meaning of `Usage`; the driver writes them as the vendor would. */
  readonly usage?: Usage | undefined;
  /** Default: `toolCalls` with tool calls, else `stop`. */
  readonly finishReason?: FinishReason | undefined;
  /** Bytes of each write, whatever they cut through. Default: the vendor's way. */
  readonly bytesPerWrite?: number | undefined;
}

/** What a vendor may object to. */
export type VendorComplaint =
  | "authentication"
  | "permission"
  | "unknownModel"
  | "badRequest"
  | "contextTooLong"
  | "requestTooLarge"
  | "rateLimit"
  | "quota"
  | "server"
  | "overloaded";

/** An HTTP error in the vendor's shape. */
export interface VendorFailure {
  readonly kind: "failure";
  /** What it objects to. */
  readonly complaint: VendorComplaint;
  /** What the vendor says: it must not come through to the message of the error. */
  readonly words: string;
  /** Seconds or a date, in the `Retry-After` header. Default: no header. */
  readonly retryAfter?: number | Date | undefined;
}

/**
 * A stream that brings some text and then goes wrong. `cut`: the connection breaks; `earlyEnd`: the answer ends
 * properly, as behind a proxy that lost its own upstream; `stall`: nothing more comes.
 */
export interface VendorAccident {
  /** What goes wrong. */
  readonly kind: "stall" | "cut" | "earlyEnd" | "errorInStream";
  /** The pieces that come before. Without any: only the headers. */
  readonly text?: readonly string[] | undefined;
  /** With `errorInStream`: what the vendor says. */
  readonly words?: string | undefined;
}

/** A request that is never answered, not even with headers. */
export interface VendorSilence {
  readonly kind: "silence";
}

/** Status 200, and yet no answer: the page of a proxy, or a stream whose events are not JSON. */
export interface VendorNonsense {
  /** What comes instead of an answer. */
  readonly kind: "page" | "brokenJson";
}

/** What a fake vendor does with one request, in no vendor's words: a driver turns it into steps of its fake server. */
export type VendorAnswer = VendorReply | VendorFailure | VendorAccident | VendorSilence | VendorNonsense;
