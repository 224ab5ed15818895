import { deferred } from "./deferred.ts";
import type { Deferred } from "./deferred.ts";
import type { FakeRequest } from "./fake-request.ts";
import type { RequestRecord } from "./request-record.ts";

/** The requests in order of arrival, and the tests that wait for the next one. */
export class RequestLog {
  readonly #requests: RequestRecord[] = [];
  readonly #waiting: Deferred<FakeRequest>[] = [];
  readonly #server: string;
  #handedOut = 0;
  #closed = false;

  /** `server` is what the server is called in messages. */
  constructor(server: string) {
    this.#server = server;
  }

  get all(): readonly FakeRequest[] {
    return this.#requests;
  }

  add(request: RequestRecord): void {
    this.#requests.push(request);
    const first = this.#waiting.shift();
    if (first === undefined) return;
    this.#handedOut += 1;
    first.resolve(request);
  }

  /** The first request that was not handed out before, when it is there. Rejects when the server closes first. */
  async next(): Promise<FakeRequest> {
    const there = this.#requests[this.#handedOut];
    if (there !== undefined) {
      this.#handedOut += 1;
      return there;
    }
    if (this.#closed) throw this.#closedError();
    const waiter = deferred<FakeRequest>();
    this.#waiting.push(waiter);
    return waiter.promise;
  }

  /** The server hangs up on everybody: what is still open ends by its doing. */
  close(): void {
    this.#closed = true;
    for (const request of this.#requests) request.markCut();
    for (const waiter of this.#waiting.splice(0)) waiter.reject(this.#closedError());
  }

  #closedError(): Error {
    return new Error(`${this.#server} was closed and no further request came: nextRequest() would wait for ever.`);
  }
}
