import type { JsonObject } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";

/** How a tool call stands. `waiting` calls have an open requirement. */
export type ToolExecutionStatus = "waiting" | "running" | "completed" | "failed" | "denied" | "cancelled";

/** One tool call and what came of it: the `tool` of tool events and an entry of `RunOutput.tools`. */
export interface ToolExecution {
  /** The vendor's id of the call. */
  readonly toolCallId: string;
  /** The name that the model called. */
  readonly toolName: string;
  /** The tool that runs, when the model named none of that name and its call was mended. */
  readonly mendedTo?: string | undefined;
  /** The parsed arguments; empty when the model's JSON could not be read. */
  readonly toolArgs: JsonObject;
  /** How the call stands. */
  readonly status: ToolExecutionStatus;
  /** The turn of the model (1 for its first call in the run) that asked for it. */
  readonly turn: number;
  /** The run of the sub-agent that the call started. */
  readonly childRunId?: string | undefined;
  /** The text that the model reads. */
  readonly result?: string | undefined;
  /** True when `result` tells of a failure. */
  readonly toolCallError?: boolean | undefined;
  /** A key of `ERROR_CODES`, when it failed. */
  readonly errorCode?: string | undefined;
  /** Milliseconds that the tool took; 0 when it never began. */
  readonly durationMs?: number | undefined;
  /** True when a person has to agree first. */
  readonly requiresConfirmation?: boolean | undefined;
  /** What the person decided. Undefined while nobody has. */
  readonly confirmed?: boolean | undefined;
  /** The person's words to a refusal. The model reads them. */
  readonly confirmationNote?: string | undefined;
  /** True when a person has to give values first. */
  readonly requiresUserInput?: boolean | undefined;
  /** True when the call is carried out elsewhere and its result is given with a decision. */
  readonly externalExecution?: boolean | undefined;
  /** True when the run ends after this call. */
  readonly stopAfterToolCall?: boolean | undefined;
  /** The result is meant for the person. */
  readonly showResult?: boolean | undefined;
  /** Pictures that the tool returned. */
  readonly images?: readonly Image[] | undefined;
  /** Moving pictures that the tool returned. */
  readonly videos?: readonly Video[] | undefined;
  /** Sound that the tool returned. */
  readonly audio?: readonly Audio[] | undefined;
  /** Documents that the tool returned. */
  readonly files?: readonly File[] | undefined;
}
