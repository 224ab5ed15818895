import type { FakeRequest } from "../requests/fake-request.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import type { ReplyOptions } from "./reply.ts";
import type { StopPoint } from "./stop-point.ts";

/** How a reply ends. Made by `reply`, `cut`, `stall` and `streamError`. */
export type Ending =
  | { readonly kind: "finish" }
  | { readonly kind: "cut"; readonly after: StopPoint; readonly how: "close" | "reset" | "end" }
  | { readonly kind: "stall"; readonly after: StopPoint; readonly until: Promise<unknown> | undefined }
  | { readonly kind: "error"; readonly afterChunks: number; readonly error: VendorError };

/** A reply of the model and how it ends. */
export interface ReplyStep {
  readonly kind: "reply";
  /** What the model says. */
  readonly reply: ReplyOptions;
  /** Whether it comes to its end, and how not. */
  readonly ending: Ending;
}

/** An HTTP error. */
export interface FailureStep {
  readonly kind: "failure";
  /** The HTTP status. */
  readonly status: number;
  /** What the body says. */
  readonly error: VendorError;
  /** Further headers, those about retries included. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds of waiting before the headers. */
  readonly delayMs: number;
}

/** Exact bytes. */
export interface RawStep {
  readonly kind: "raw";
  /** The HTTP status. */
  readonly status: number;
  /** Sent with the answer as they are. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes, one write a piece. */
  readonly body: readonly Uint8Array[];
  /** Milliseconds of waiting before the headers. */
  readonly delayMs: number;
}

/** What the fake server does with one chat request. */
export type FakeStep = ReplyStep | FailureStep | RawStep;

/** Chooses the step when the request is there. `index` counts the requests that reached the script, from 0. */
export type StepMaker = (request: FakeRequest, index: number) => FakeStep | Promise<FakeStep>;
