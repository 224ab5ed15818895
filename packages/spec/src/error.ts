import { ERROR_CODES } from "./error-codes.ts";
import type { ErrorCode } from "./error-code.ts";
import type { ErrorFault } from "./error-codes.ts";

const BRAND: unique symbol = Symbol.for("definable.error");

/** What an error may carry besides its words. */
export interface DefinableErrorOptions {
  /** What lies behind it. Never shown outside the process: it may hold secrets. */
  readonly cause?: unknown;
  /** How long to wait before a retry, in milliseconds, when the vendor said so. */
  readonly retryAfterMs?: number | undefined;
  /** Overrides the table, where the vendor says more than the code does. */
  readonly retryable?: boolean | undefined;
}

/**
 * The one error of definable. Look at `code` (a key of `ERROR_CODES`), show `message` (safe: what happened and what to
 * do), keep `cause` to yourself.
 */
export class DefinableError extends Error {
  /** The stable name of what happened: a key of `ERROR_CODES`. Switch over this, never over the message. */
  readonly code: ErrorCode;
  /** The HTTP status that a server answers with. */
  readonly status: number;
  /** Whether the same call may work a little later. */
  readonly retryable: boolean;
  /** Who is at fault: your config or input, the vendor, a tool, or this library. */
  readonly fault: ErrorFault;
  /** Milliseconds to wait before a retry, when the vendor said so. */
  readonly retryAfterMs?: number | undefined;

  constructor(code: ErrorCode, message: string, options: DefinableErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    const row = ERROR_CODES[code];
    this.name = new.target.name;
    this.code = code;
    this.status = row.status;
    this.fault = row.fault;
    this.retryable = options.retryable ?? row.retryable;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Your configuration is at fault: thrown at construction, or at the first use of what it names. */
export class ConfigError extends DefinableError {}

/** The input of a call is at fault: an argument, a body, or a run that is not in the state for it. */
export class InputError extends DefinableError {}

/** The model's vendor is at fault, or cannot be reached. Adapters throw this from `respond`. */
export class ModelError extends DefinableError {}

/** A tool is at fault. Its message is written for the model to read. */
export class ToolError extends DefinableError {}

/** This library is at fault: please report it, with the message. */
export class InternalError extends DefinableError {}

/** True for an error of this library, also of another copy of it: use this instead of `instanceof`. */
export function isDefinableError(error: unknown): error is DefinableError {
  return typeof error === "object" && error !== null && BRAND in error;
}
