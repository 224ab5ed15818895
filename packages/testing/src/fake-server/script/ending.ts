import { ScriptError } from "../../script/script-error.ts";
import type { StopPoint } from "./stop-point.ts";

/** How a reply ends. `Failure` is the vendor's error object. */
export type Ending<Failure> =
  | { readonly kind: "finish" }
  | CutEnding
  | StallEnding
  | { readonly kind: "error"; readonly afterChunks: number; readonly error: Failure };

/** The rest of the reply is lost. */
export interface CutEnding {
  readonly kind: "cut";
  /** Where it breaks off. */
  readonly after: StopPoint;
  /** In which way the connection ends. */
  readonly how: "close" | "reset" | "end";
}

/** The reply stops coming. */
export interface StallEnding {
  readonly kind: "stall";
  /** Where it stops. */
  readonly after: StopPoint;
  /** What it waits for; undefined: for ever. */
  readonly until: Promise<unknown> | undefined;
}

/** Where and how a reply is cut. */
export interface CutPoint {
  /** Where it breaks off. */
  readonly after: StopPoint;
  /**
   * "close" (default) closes the socket once the bytes before are out; "reset" resets the connection, which may also
   * lose bytes before; "end" ends the answer properly, as a proxy does that lost its own upstream.
   */
  readonly how?: "close" | "reset" | "end" | undefined;
}

/** Where a reply stalls, and for how long. */
export interface StallPoint {
  /** Where it stops. Default "headers". */
  readonly after?: StopPoint | undefined;
  /** When this settles, the rest of the reply is sent. Default: never. */
  readonly until?: Promise<unknown> | undefined;
}

/** The ending of a cut. Throws for one that could not be sent. */
export function cutEnding({ after, how = "close" }: CutPoint): CutEnding {
  if (after === "nothing" && how === "end") {
    throw new ScriptError("invalidStep", 'A cut after "nothing" cannot "end": an answer that ends has headers.');
  }
  return { kind: "cut", after, how };
}

/** The ending of a stall. */
export function stallEnding({ after = "headers", until }: StallPoint): StallEnding {
  return { kind: "stall", after, until };
}
