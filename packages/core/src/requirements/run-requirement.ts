import type {
  Decision,
  JsonObject,
  Requirement,
  RequirementKind,
  RequirementState,
  ToolExecution,
} from "@definable/spec";
import { InputError } from "@definable/spec";

/**
 * One open question of a paused run. Answer it here and pass the output to `agent.continueRun`, or answer by id with
 * `decisions`. An answer given here is only a note until the run is continued.
 */
export class RunRequirement implements Requirement {
  readonly id: string;
  readonly kind: RequirementKind;
  readonly state: RequirementState;
  readonly toolExecution: ToolExecution;
  readonly createdAt: number;
  readonly expiresAt?: number | undefined;
  #decision: Decision | undefined;

  constructor(data: Requirement) {
    this.id = data.id;
    this.kind = data.kind;
    this.state = data.state;
    this.toolExecution = data.toolExecution;
    this.createdAt = data.createdAt;
    if (data.expiresAt !== undefined) this.expiresAt = data.expiresAt;
    this.#decision = data.decision;
  }

  get decision(): Decision | undefined {
    return this.#decision;
  }

  get isResolved(): boolean {
    return this.state !== "pending" || this.#decision !== undefined;
  }

  get needsConfirmation(): boolean {
    return this.kind === "confirmation" && !this.isResolved;
  }

  /** Agrees to the call, with other arguments if given (they are validated again). */
  confirm(options: { readonly args?: JsonObject } = {}): void {
    this.#decide({ requirementId: this.id, action: "confirm", ...(options.args ? { args: options.args } : {}) });
  }

  /** Refuses the call. The model reads the note. */
  reject(note?: string): void {
    this.#decide({ requirementId: this.id, action: "reject", ...(note === undefined ? {} : { note }) });
  }

  toJSON(): Requirement {
    const { id, kind, state, toolExecution, createdAt, expiresAt } = this;
    return {
      id,
      kind,
      state,
      toolExecution,
      createdAt,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(this.#decision === undefined ? {} : { decision: this.#decision }),
    };
  }

  #decide(decision: Decision): void {
    if (this.kind !== "confirmation") {
      throw new InputError(
        "INVALID_DECISION",
        `Requirement ${this.id} is of kind ${this.kind}: it takes no confirmation.`,
      );
    }
    if (this.state !== "pending") {
      throw new InputError("REQUIREMENT_RESOLVED", `Requirement ${this.id} is ${this.state}: it was answered before.`);
    }
    this.#decision = decision;
  }
}
