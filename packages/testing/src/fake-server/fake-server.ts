import type { FakeRequest } from "./requests/fake-request.ts";
import type { ServerScript, StepMaker } from "./script/step.ts";

/** How a fake server behaves, whatever the vendor. */
export interface ServerOptions<Step> {
  /**
   * What is answered to the requests that the vendor would take: a list of steps (or of functions that make one), used
   * in order, or one function that answers all. Default: an empty list, for `push`.
   */
  readonly script?: ServerScript<Step> | undefined;
  /** The key that requests must bring; others get 401. Default: any key, or none. */
  readonly apiKey?: string | undefined;
  /** The models there are; a request for another gets 404. Default: every model. */
  readonly models?: readonly string[] | undefined;
  /**
   * Whether requests are held against the vendor's rules, and refused with 400 as the vendor does, without using up a
   * step. Default true; false stands for a compatible server that takes anything.
   */
  readonly validate?: boolean | undefined;
  /** Port on 127.0.0.1. Default 0: a free one. */
  readonly port?: number | undefined;
  /** A larger body gets 413. Default: what the vendor takes. */
  readonly maxBodyBytes?: number | undefined;
  /** Milliseconds since 1970. Default the clock. */
  readonly now?: (() => number) | undefined;
}

/** A running fake server. */
export interface FakeServer<Step> extends AsyncDisposable {
  /** For the `baseURL` of a client. */
  readonly baseURL: string;
  /** All requests so far, also refused ones, in order of arrival. */
  readonly requests: readonly FakeRequest[];
  /** Adds a step behind the others. */
  push(step: Step | StepMaker<Step>): void;
  /** Resolves with the next request: each is given once, those that are there already first. Rejects at `close`. */
  nextRequest(): Promise<FakeRequest>;
  /**
   * Throws a `ScriptError` when steps are left over, when a request came after the end of the script, or when a
   * function of the script threw.
   */
  assertDone(): void;
  /** Hangs up on everybody and frees the port. */
  close(): Promise<void>;
}
