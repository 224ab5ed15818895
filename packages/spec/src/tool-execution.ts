import type { JsonObject } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";

/** How a tool call stands. `waiting` calls have an open requirement. */
export type ToolExecutionStatus = "waiting" | "running" | "completed" | "failed" | "denied" | "cancelled";

/** One tool call and what came of it: the `tool` of tool events and an entry of `RunOutput.tools`. */
export interface ToolExecution {
  readonly toolCallId: string;
  readonly toolName: string;
  /** The parsed arguments; empty when the model's JSON could not be read. */
  readonly toolArgs: JsonObject;
  readonly status: ToolExecutionStatus;
  /** The turn of the model (1 for its first call in the run) that asked for it. */
  readonly turn: number;
  /** The text that the model reads. */
  readonly result?: string | undefined;
  /** True when `result` tells of a failure. */
  readonly toolCallError?: boolean | undefined;
  readonly errorCode?: string | undefined;
  readonly durationMs?: number | undefined;
  readonly requiresConfirmation?: boolean | undefined;
  readonly confirmed?: boolean | undefined;
  readonly confirmationNote?: string | undefined;
  readonly requiresUserInput?: boolean | undefined;
  readonly externalExecution?: boolean | undefined;
  readonly stopAfterToolCall?: boolean | undefined;
  /** The result is meant for the person. */
  readonly showResult?: boolean | undefined;
  readonly images?: readonly Image[] | undefined;
  readonly videos?: readonly Video[] | undefined;
  readonly audio?: readonly Audio[] | undefined;
  readonly files?: readonly File[] | undefined;
}
