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
  readonly reply: Reply;
  readonly ending: Ending<Failure>;
}

/** An HTTP error. */
export interface FailureStep<Failure> {
  readonly kind: "failure";
  readonly status: number;
  readonly error: Failure;
  readonly headers: Readonly<Record<string, string>>;
  readonly delayMs: number;
}

/** Exact bytes. */
export interface RawStep {
  readonly kind: "raw";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly Uint8Array[];
  readonly delayMs: number;
}

/** What a fake server does with one request. */
export type ServerStep<Reply extends AnyReply, Failure> = ReplyStep<Reply, Failure> | FailureStep<Failure> | RawStep;

/** Chooses the step when the request is there. `index` counts the requests that reached the script, from 0. */
export type StepMaker<Step> = (request: FakeRequest, index: number) => Step | Promise<Step>;

/** The steps of a server: a list that is used up, a function that answers for ever, or a list that is pushed to. */
export type ServerScript<Step> = readonly (Step | StepMaker<Step>)[] | StepMaker<Step>;
