import type { JsonValue } from "@definable/spec";

/** A tool call that the fake model makes. */
export interface FakeToolCall {
  /** The tool that is called; it need not exist. */
  readonly name: string;
  /** Default: `call_` and a number that is unique in the server. */
  readonly id?: string | undefined;
  /** A string is sent as it is (so it may be broken JSON), anything else as its JSON. Default `{}`. */
  readonly arguments?: JsonValue | undefined;
  /** The exact pieces of the argument text in a stream, instead of pieces of `chunkSize`. */
  readonly argumentDeltas?: readonly string[] | undefined;
}
