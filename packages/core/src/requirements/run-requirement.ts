import type {
  Decision,
  JsonObject,
  JsonSchema,
  JsonValue,
  Requirement,
  RequirementKind,
  RequirementState,
  Resolution,
  ToolExecution,
} from "@definable/spec";
import { InputError } from "@definable/spec";
import { DECISION_ACTIONS } from "./decision-actions.ts";

/**
 * One open question of a paused run. Answer it here and pass the output to `agent.continueRun`, or answer by id with
 * `decisions`. An answer given here is only a note until the run is continued.
 */
export class RunRequirement implements Requirement {
  readonly id: string;
  readonly kind: RequirementKind;
  readonly runId?: string | undefined;
  readonly subAgentCallId?: string | undefined;
  readonly state: RequirementState;
  readonly toolExecution: ToolExecution;
  readonly createdAt: number;
  readonly expiresAt?: number | undefined;
  readonly onExpire?: "deny" | "fail" | undefined;
  /** For the kind `userInput`: the JSON Schema of what is asked for. A form can be made of it. */
  readonly userInputSchema?: JsonSchema | undefined;
  readonly resolution?: Resolution | undefined;
  #decision: Decision | undefined;

  constructor(data: Requirement) {
    this.id = data.id;
    this.kind = data.kind;
    this.state = data.state;
    this.toolExecution = data.toolExecution;
    this.createdAt = data.createdAt;
    if (data.runId !== undefined) this.runId = data.runId;
    if (data.subAgentCallId !== undefined) this.subAgentCallId = data.subAgentCallId;
    if (data.expiresAt !== undefined) this.expiresAt = data.expiresAt;
    if (data.onExpire !== undefined) this.onExpire = data.onExpire;
    if (data.userInputSchema !== undefined) this.userInputSchema = data.userInputSchema;
    if (data.resolution !== undefined) this.resolution = data.resolution;
    this.#decision = data.decision;
  }

  get decision(): Decision | undefined {
    return this.#decision;
  }

  /** True once it was answered here, or needs no answer any more. */
  get isResolved(): boolean {
    return this.state !== "pending" || this.#decision !== undefined;
  }

  /** True while it waits for `confirm()` or `reject()`. */
  get needsConfirmation(): boolean {
    return this.kind === "confirmation" && !this.isResolved;
  }

  /** True while it waits for `provideInput()`. */
  get needsUserInput(): boolean {
    return this.kind === "userInput" && !this.isResolved;
  }

  /** True while it waits for `setExternalExecutionResult()`. */
  get needsExternalExecution(): boolean {
    return this.kind === "externalExecution" && !this.isResolved;
  }

  /**
   * Agrees to the call, with other arguments if given (they are validated again). `always` agrees to all later calls of the
   * tool in this session as well.
   */
  confirm(options: { readonly args?: JsonObject; readonly always?: boolean } = {}): void {
    const { args, always } = options;
    this.#decide({
      requirementId: this.id,
      action: "confirm",
      ...(args === undefined ? {} : { args }),
      ...(always === undefined ? {} : { always }),
    });
  }

  /** Refuses the call, whatever it waits for. The model reads the note. */
  reject(note?: string): void {
    this.#decide({ requirementId: this.id, action: "reject", ...(note === undefined ? {} : { note }) });
  }

  /** Gives the values that `userInputSchema` asks for. They are validated when the run is continued. */
  provideInput(values: JsonObject): void {
    this.#decide({ requirementId: this.id, action: "provideInput", values });
  }

  /** Gives the result of a call that was carried out elsewhere. The model reads text as it is, anything else as JSON. */
  setExternalExecutionResult(result: JsonValue): void {
    this.#decide({ requirementId: this.id, action: "setResult", result });
  }

  /** The requirement as plain data, with the answer if there is one. */
  toJSON(): Requirement {
    const { id, kind, state, toolExecution, createdAt, expiresAt, onExpire, userInputSchema, resolution } = this;
    const { runId, subAgentCallId } = this;
    return {
      id,
      kind,
      state,
      toolExecution,
      createdAt,
      ...(runId === undefined ? {} : { runId }),
      ...(subAgentCallId === undefined ? {} : { subAgentCallId }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(onExpire === undefined ? {} : { onExpire }),
      ...(userInputSchema === undefined ? {} : { userInputSchema }),
      ...(resolution === undefined ? {} : { resolution }),
      ...(this.#decision === undefined ? {} : { decision: this.#decision }),
    };
  }

  #decide(decision: Decision): void {
    const actions = DECISION_ACTIONS[this.kind];
    if (!actions.includes(decision.action)) {
      throw new InputError(
        "INVALID_DECISION",
        `Requirement ${this.id} is of kind ${this.kind}: it takes ${actions.join(" or ")}, not ${decision.action}.`,
      );
    }
    if (this.state !== "pending") {
      throw new InputError("REQUIREMENT_RESOLVED", `Requirement ${this.id} is ${this.state}: it was answered before.`);
    }
    this.#decision = decision;
  }
}
