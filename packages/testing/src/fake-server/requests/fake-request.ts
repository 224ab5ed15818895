import type { JsonValue } from "@definable/spec";

/** Whether a request brought a key: absent, not looked at (the server has no `apiKey`), right, or wrong. */
export type Authorization = "absent" | "unchecked" | "valid" | "wrong";

/** How a request ended: answered in full, left by the client before that, or hung up by the server. */
export type RequestEnd = "finished" | "aborted" | "cut";

/** What the vendor has against a request, in its own fields. */
export interface FakeRejection {
  /** The vendor's class of errors. */
  readonly type: string;
  /** The vendor's sentence. */
  readonly message: string;
}

/** A message of a request, as it came. */
export interface FakeMessage {
  /** Who speaks, in the vendor's words. */
  readonly role: string;
  /** Everything else that was sent, unchecked. */
  readonly [key: string]: JsonValue;
}

/** What the fake server remembers of a request. It holds no key: secrets are left out of the headers. */
export interface FakeRequest {
  /** Counts all requests of the server, from 0. */
  readonly index: number;
  /** The HTTP method, in capitals. */
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in small letters; without authorization, cookies and the like. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the key was right. The key itself is not kept. */
  readonly authorization: Authorization;
  /** The parsed body; undefined when there was none or it was not JSON. */
  readonly body: JsonValue | undefined;
  /** The messages of the body that have a role. */
  readonly messages: readonly FakeMessage[];
  /** The error that the request was refused with by the rules of the vendor, before it reached the script. */
  readonly rejection: FakeRejection | undefined;
  /** Whether the client went away before the answer was whole. */
  readonly aborted: boolean;
  /** Bytes of the body that were written so far. */
  readonly bytesSent: number;
  /** Resolves with the bytes of the body once the server has sent all it is going to send, or has come to its stall. */
  readonly sent: Promise<number>;
  /** Resolves when the exchange is over. Never rejects. */
  readonly closed: Promise<RequestEnd>;
}
