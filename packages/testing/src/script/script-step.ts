import type { ErrorCode, JsonObject, ModelReply, ModelRequest } from "@definable/spec";

/** A tool call that the scripted model makes. */
export interface ScriptedCall {
  /** The tool that is called; it need not exist. */
  readonly name: string;
  /** An object becomes JSON; a string goes out as it stands, so that broken JSON can be played. Default `{}`. */
  readonly input?: JsonObject | string | undefined;
  /** Default: `call_` and the number of the model call and of the tool call in it, so never the same twice. */
  readonly id?: string | undefined;
}

/** A failure of the vendor: it becomes a `ModelError`. */
export interface ScriptedFailure {
  /** A key of `ERROR_CODES`. */
  readonly code: ErrorCode;
  /** Default: says the code and that it was scripted. */
  readonly message?: string | undefined;
  /** Default: what the table of codes says. */
  readonly retryable?: boolean | undefined;
  /** Milliseconds to wait, as a vendor would say it. Default: nothing is said. */
  readonly retryAfterMs?: number | undefined;
  /** What lies behind it, such as the vendor's own words. */
  readonly cause?: unknown;
}

/**
 * What a scripted model does in one call. It thinks, then speaks, then answers; `gate`, `delayMs`, `hang` and `error`
 * take effect, in this order, after `afterDeltas` pieces.
 */
export interface ScriptStep extends Partial<
  Pick<ModelReply, "finishReason" | "refusal" | "usage" | "images" | "audio" | "providerData">
> {
  /** What it says. A list is said piece by piece, as it stands. */
  readonly text?: string | readonly string[] | undefined;
  /** What it thinks. A list is thought piece by piece, as it stands. */
  readonly reasoning?: string | readonly string[] | undefined;
  /** The vendor's proof of the thoughts. */
  readonly signature?: string | undefined;
  /**
   * How a string of `text` or `reasoning` is cut: characters a piece, or a list of sizes whose last one goes on.
   * Default: one piece. Characters are never halved.
   */
  readonly chunkSize?: number | readonly number[] | undefined;
  /** The tools that it asks for at the end. Default none. */
  readonly toolCalls?: readonly ScriptedCall[] | undefined;
  /** How many pieces come before `gate`, `delayMs`, `hang` and `error`. Default 0; `Infinity`: all of them. */
  readonly afterDeltas?: number | undefined;
  /** Wait until it settles; a rejection fails the call. Prefer it to `delayMs`: tests stay exact. */
  readonly gate?: Promise<unknown> | undefined;
  /** Wait so many milliseconds. */
  readonly delayMs?: number | undefined;
  /** Wait until the request's signal aborts. */
  readonly hang?: boolean | undefined;
  /** Fail. An `Error` is thrown as it is, as a badly written adapter would. */
  readonly error?: ScriptedFailure | Error | undefined;
  /** Go on as if the request's signal did not exist, as a badly written adapter would. Default false. */
  readonly deaf?: boolean | undefined;
}

/** A step as it may stand in a script. A string is a step that says it. */
export type ScriptEntry = string | ScriptStep;

/** Makes the step from the request, when it is asked. `undefined`: the call was not expected. */
export type ScriptFunction = (
  request: ModelRequest,
  index: number,
) => ScriptEntry | undefined | Promise<ScriptEntry | undefined>;

/** What a scripted model will do: steps and functions, one a call; or one function for all calls. */
export type Script = ScriptFunction | readonly (ScriptEntry | ScriptFunction)[];
