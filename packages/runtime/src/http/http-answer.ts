import type { EventBody } from "./sse/event-body.ts";

/**
 * An answer on its way out. A socket sends it as it is; it becomes a `Response` only where somebody wants one, because
 * making one costs more than all the rest of a short answer.
 */
export interface HttpAnswer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text as a whole, or events as they happen. */
  readonly body: string | EventBody;
}

/** Answers of the API are for the caller alone: no cache keeps them, no page embeds them, no browser guesses a type. */
export const PRIVATE_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};
