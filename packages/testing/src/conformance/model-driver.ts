import type { ContentPart, JsonValue, Model } from "@definable/spec";
import type { VendorAnswer } from "./vendor-answer.ts";

/** One request that reached the fake vendor. */
export interface VendorRequest {
  /** The parsed body; undefined when there was none or it was not JSON. */
  readonly body: JsonValue | undefined;
  /** Resolves when the server has sent all that it is going to send for now. */
  readonly sent: Promise<unknown>;
  /** Resolves when the exchange is over: answered, left by the client, or hung up by the server. */
  readonly closed: Promise<"finished" | "aborted" | "cut">;
}

/** The fake vendor, on a real socket. */
export interface VendorServer {
  /** What has come in so far, oldest first. */
  readonly requests: readonly VendorRequest[];
  /** Resolves with the next request; each is given once. */
  nextRequest(): Promise<VendorRequest>;
  /** Hangs up on everybody and frees the port. */
  close(): Promise<void>;
}

/** What a vendor or a model may be unable to do; the cases that need it are left out. */
export type Ability =
  | "reasoning"
  | "images"
  | "files"
  | "missingUsage"
  | "filteredFinish"
  | "requestTooLarge"
  | "quota";

/** Joins an adapter to a fake of its vendor, so that the conformance kit can ask one and script the other. */
export interface ModelDriver {
  /** Stands before the name of each case. */
  readonly name: string;
  /** Starts a fake vendor that gives these answers, one a request, and makes a model that asks it. */
  open(answers: readonly VendorAnswer[]): Promise<{ readonly model: Model; readonly server: VendorServer }>;
  /** What vendor or model cannot do. Default: nothing. */
  readonly lacks?: readonly Ability[] | undefined;
  /** A part that the model cannot take and must refuse before it asks. Without one, that case is left out. */
  readonly refusedPart?: ContentPart | undefined;
  /** The key that `open` gives to the model, to be looked for in errors. */
  readonly secret?: string | undefined;
  /** How many milliseconds a case waits for something before it fails. Default 5,000. */
  readonly patienceMs?: number | undefined;
}
