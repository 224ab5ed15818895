import type { Model, RunEvent, Tool, ToolCall } from "@definable/spec";
import type { RunOutput } from "../run/run-output.ts";

/** A reply in the place of a recorded one. */
export interface ReplayReply {
  /** What the model says. Default: nothing. */
  readonly content?: string | undefined;
  /** The tools that it asks for. Default: none. */
  readonly toolCalls?: readonly ToolCall[] | undefined;
}

/**
 * What is different in a replay. Up to the first difference everything comes from the record; from there on the recorded replies
 * no longer answer what was asked, so a model is asked live. Without a change nothing live is ever asked.
 */
export interface ReplayChanges {
  /** Other results of recorded calls, by call id. */
  readonly results?: { readonly [toolCallId: string]: string } | undefined;
  /** Other replies of the model, by turn (1 is the first model call): text, or a reply with calls. */
  readonly replies?: { readonly [turn: number]: string | ReplayReply } | undefined;
  /** Other instructions. Without `results` and `replies` the model is asked live from its first call on. */
  readonly instructions?: string | undefined;
  /** Who is asked live. Default: the agent's model. Without `results` and `replies` it is asked from the first call on. */
  readonly model?: string | Model | undefined;
  /**
   * Tools that may be carried out live. Without them a live call has the result that a recorded call of the same name and
   * arguments had, and else fails: the agent's own tools are never called.
   */
  readonly tools?: readonly Tool<never>[] | undefined;
}

/** Where a replay departs from its record. */
export interface ReplayDifference {
  /** The number of the event. */
  readonly seq: number;
  /** The recorded event; undefined when the record had ended. */
  readonly expected: RunEvent | undefined;
  /** What was told instead; undefined when the replay ended before. */
  readonly found: RunEvent | undefined;
}

/** What came of a replay. */
export interface Replay {
  /** The output of the last segment that was replayed, however it ended. */
  readonly output: RunOutput;
  /** The events of all segments that were replayed. */
  readonly events: readonly RunEvent[];
  /** The first event that is not as it was recorded; undefined when all are, to the byte. */
  readonly difference: ReplayDifference | undefined;
}
