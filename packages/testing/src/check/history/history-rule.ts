import type { Message } from "@definable/spec";
import { InvariantError } from "../invariant-error.ts";
import type { InvariantNumber } from "../invariant-error.ts";

/** What is known about a history besides its messages. */
export interface HistoryOptions {
  /** True for a paused run: calls of the last assistant message may be unanswered. Default false. */
  readonly open?: boolean | undefined;
}

/** One rule of a vendor. It throws through `failAtMessage`. */
export type HistoryRule = (messages: readonly Message[], options: HistoryOptions) => void;

/** Throws the finding that one message of a history is at fault. */
export function failAtMessage(
  invariant: InvariantNumber,
  messages: readonly Message[],
  finding: { readonly index: number; readonly problem: string },
): never {
  const role = messages[finding.index]?.role ?? "none";
  throw new InvariantError({ invariant, at: `messages[${finding.index}] (${role})`, problem: finding.problem });
}
