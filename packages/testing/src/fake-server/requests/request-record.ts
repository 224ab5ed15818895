import type { JsonValue } from "@definable/spec";
import { deferred } from "./deferred.ts";
import type { Deferred } from "./deferred.ts";
import type { Authorization, FakeMessage, FakeRejection, FakeRequest, RequestEnd } from "./fake-request.ts";
import { isArray, isObject } from "./json-shape.ts";

/** What a request brought. */
export interface ReceivedRequest {
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: Authorization;
  readonly body: JsonValue | undefined;
}

/** The server's own side of a `FakeRequest`: it is told what happens. */
export class RequestRecord implements FakeRequest {
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: Authorization;
  readonly body: JsonValue | undefined;
  readonly messages: readonly FakeMessage[];
  readonly sent: Promise<number>;
  readonly closed: Promise<RequestEnd>;
  readonly #sent: Deferred<number> = deferred();
  readonly #closed: Deferred<RequestEnd> = deferred();
  #bytesSent = 0;
  #rejection: FakeRejection | undefined;
  #aborted = false;
  #cut = false;

  constructor(received: ReceivedRequest) {
    this.index = received.index;
    this.method = received.method;
    this.path = received.path;
    this.headers = received.headers;
    this.authorization = received.authorization;
    this.body = received.body;
    this.messages = messagesOf(received.body);
    this.sent = this.#sent.promise;
    this.closed = this.#closed.promise;
  }

  get bytesSent(): number {
    return this.#bytesSent;
  }

  get rejection(): FakeRejection | undefined {
    return this.#rejection;
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  markRejected(error: FakeRejection): void {
    this.#rejection = error;
  }

  countSent(bytes: number): void {
    this.#bytesSent += bytes;
  }

  markSent(): void {
    this.#sent.resolve(this.#bytesSent);
  }

  /** The server is about to hang up: what follows is not the client's doing. */
  markCut(): void {
    this.#cut = true;
  }

  markClosed(finished: boolean): void {
    this.#aborted = !finished && !this.#cut;
    this.markSent();
    this.#closed.resolve(finished ? "finished" : this.#cut ? "cut" : "aborted");
  }
}

function messagesOf(body: JsonValue | undefined): readonly FakeMessage[] {
  const messages = isObject(body) ? body["messages"] : undefined;
  return isArray(messages) ? messages.filter((message) => isMessage(message)) : [];
}

function isMessage(value: JsonValue): value is FakeMessage {
  return isObject(value) && typeof value["role"] === "string";
}
