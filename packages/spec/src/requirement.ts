import type { JsonObject, JsonValue } from "./json.ts";
import type { JsonSchema } from "./schema.ts";
import type { ToolExecution } from "./tool-execution.ts";

/** What a paused run waits for. `uncertain`: a call with an unknown outcome after a crash. */
export type RequirementKind = "confirmation" | "userInput" | "externalExecution" | "uncertain";

/**
 * Whether a requirement still waits for its answer. `stale`: the tool changed while the run slept, so the question no
 * longer fits.
 */
export type RequirementState = "pending" | "resolved" | "expired" | "stale";

/** One open question of a paused run, as plain data. Answer it with a `Decision` that names its `id`. */
export interface Requirement {
  /** Unique in the run. A decision names it. */
  readonly id: string;
  /** The run whose call waits, when it is a sub-agent's. Answer it at the root: the answer finds its way. */
  readonly runId?: string | undefined;
  /** The call of this run that started that sub-agent, at whatever depth it waits. */
  readonly subAgentCallId?: string | undefined;
  /** What is asked of the person. */
  readonly kind: RequirementKind;
  /** Whether it still waits for an answer. */
  readonly state: RequirementState;
  /** The call that it is about, with its arguments. */
  readonly toolExecution: ToolExecution;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970, after which it can no longer be answered. Undefined: it waits for ever. */
  readonly expiresAt?: number | undefined;
  /** What it does then. */
  readonly onExpire?: "deny" | "fail" | undefined;
  /** For the kind `userInput`: the JSON Schema of the values that are asked for. */
  readonly userInputSchema?: JsonSchema | undefined;
  /** The answer, once there is one. */
  readonly decision?: Decision | undefined;
  /** Who decided, and what exactly. */
  readonly resolution?: Resolution | undefined;
}

/** The record of a decision. */
export interface Resolution {
  /** Who: the name or id that the door knows. */
  readonly by: string;
  /** When: milliseconds since 1970. */
  readonly at: number;
  /** Through what: `api`, `http`, a chat interface. */
  readonly through?: string | undefined;
  /** SHA-256, in hex, of run, call, tool and the arguments that were decided on. */
  readonly argsHash?: string | undefined;
}

/**
 * An answer to one requirement. `confirm` may edit the arguments (they are validated again); the `note` of a rejection
 * is read by the model.
 */
export type Decision = { readonly requirementId: string } & (
  | {
      readonly action: "confirm";
      readonly args?: JsonObject | undefined;
      /** Also for all later calls of this tool in the session. */
      readonly always?: boolean | undefined;
    }
  | { readonly action: "reject"; readonly note?: string | undefined }
  | { readonly action: "provideInput"; readonly values: JsonObject }
  | { readonly action: "setResult"; readonly result: JsonValue }
  | { readonly action: "retry" }
  | { readonly action: "fail" }
);
