import type { JsonObject, JsonValue } from "./json.ts";
import type { ToolExecution } from "./tool-execution.ts";

/** What a paused run waits for. `uncertain`: a call with an unknown outcome after a crash. */
export type RequirementKind = "confirmation" | "userInput" | "externalExecution" | "uncertain";

/** `stale`: the tool changed while the run slept, so the question no longer fits. */
export type RequirementState = "pending" | "resolved" | "expired" | "stale";

/** One open question of a paused run, as plain data. Answer it with a `Decision` that names its `id`. */
export interface Requirement {
  readonly id: string;
  readonly kind: RequirementKind;
  readonly state: RequirementState;
  readonly toolExecution: ToolExecution;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt?: number | undefined;
  readonly decision?: Decision | undefined;
}

/**
 * An answer to one requirement. `confirm` may edit the arguments (they are validated again); the `note` of a rejection
 * is read by the model.
 */
export type Decision = { readonly requirementId: string } & (
  | { readonly action: "confirm"; readonly args?: JsonObject | undefined }
  | { readonly action: "reject"; readonly note?: string | undefined }
  | { readonly action: "provideInput"; readonly values: JsonObject }
  | { readonly action: "setResult"; readonly result: JsonValue }
  | { readonly action: "retry" }
  | { readonly action: "fail" }
);
