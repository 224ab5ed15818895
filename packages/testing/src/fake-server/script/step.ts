import type { FakeRequest } from "../requests/fake-request.ts";
import type { Ending } from "./ending.ts";

/** What a reply can be asked of, whatever the vendor. */
export interface AnyReply {
  /** Wait before the headers, in milliseconds. Default 0. */
  readonly delayMs?: number | undefined;
}

/** A reply of the model and how it ends. */
export interface ReplyStep<Reply extends AnyReply, Failure> {
  readonly kind: "reply";
  /** What the model says. */
  readonly reply: Reply;
  /** Whether it comes to its end, and how not. */
  readonly ending: Ending<Failure>;
}

/** An HTTP error. */
export interface FailureStep<Failure> {
  readonly kind: "failure";
  /** The HTTP status. */
  readonly status: number;
  /** What the body says, as the vendor words it. */
  readonly error: Failure;
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

/** What a fake server does with one request. */
export type ServerStep<Reply extends AnyReply, Failure> = ReplyStep<Reply, Failure> | FailureStep<Failure> | RawStep;

/** Chooses the step when the request is there. `index` counts the requests that reached the script, from 0. */
export type StepMaker<Step> = (request: FakeRequest, index: number) => Step | Promise<Step>;

/** The steps of a server: a list that is used up, a function that answers for ever, or a list that is pushed to. */
export type ServerScript<Step> = readonly (Step | StepMaker<Step>)[] | StepMaker<Step>;
