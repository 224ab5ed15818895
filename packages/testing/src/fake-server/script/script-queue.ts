import { ScriptError } from "../../script/script-error.ts";
import type { FakeRequest } from "../requests/fake-request.ts";
import type { AnyReply, ServerScript, ServerStep, StepMaker } from "./step.ts";

/** What a queue is told of its server. */
export interface QueueOwner<Step> {
  /** What the server is called in messages. */
  readonly server: string;
  /** The step for a request that went against the script: an error that says so, marked as not worth a retry. */
  readonly refuse: (message: string) => Step;
}

/** Hands out the steps in order and remembers what went against the script. */
export class ScriptQueue<Step extends ServerStep<AnyReply, unknown>> {
  readonly #waiting: (Step | StepMaker<Step>)[];
  readonly #forever: StepMaker<Step> | undefined;
  readonly #complaints: string[] = [];
  readonly #owner: QueueOwner<Step>;
  #used = 0;

  constructor(script: ServerScript<Step>, owner: QueueOwner<Step>) {
    this.#owner = owner;
    this.#waiting = typeof script === "function" ? [] : [...script];
    this.#forever = typeof script === "function" ? script : undefined;
  }

  push(step: Step | StepMaker<Step>): void {
    this.#waiting.push(step);
  }

  /** The step for a request. Past the end of the script: an error that says so, marked as not worth a retry. */
  async next(request: FakeRequest): Promise<Step> {
    const index = this.#used;
    const step = this.#waiting.shift() ?? this.#forever;
    if (step === undefined) return this.#refuse(`${describeRequest(request)} was not expected: ${this.#spent()}`);
    this.#used += 1;
    if (typeof step !== "function") return step;
    try {
      return await step(request, index);
    } catch (error) {
      return this.#refuse(`the function for ${describeRequest(request)} threw: ${String(error)}`);
    }
  }

  /** Throws when steps are left over or requests went against the script. */
  assertDone(): void {
    const complaints = [...this.#complaints];
    if (this.#waiting.length > 0) {
      const kinds = this.#waiting.map((step) => (typeof step === "function" ? "a function" : describeStep(step)));
      complaints.push(`${this.#waiting.length} of the script's steps were never used: ${kinds.join(", ")}`);
    }
    if (complaints.length > 0) {
      const reason = this.#complaints.length > 0 ? "unexpectedCall" : "unusedSteps";
      throw new ScriptError(reason, `${this.#owner.server} is not done: ${complaints.join("; ")}.`);
    }
  }

  #refuse(complaint: string): Step {
    this.#complaints.push(complaint);
    return this.#owner.refuse(`${this.#owner.server}: ${complaint}.`);
  }

  #spent(): string {
    return this.#used === 0
      ? "the script is empty, give one or use server.push()"
      : `all ${this.#used} steps of the script are used, add one or use server.push()`;
  }
}

function describeRequest(request: FakeRequest): string {
  return `request ${request.index} (${request.method} ${request.path})`;
}

function describeStep(step: ServerStep<AnyReply, unknown>): string {
  switch (step.kind) {
    case "reply":
      return step.ending.kind === "finish" ? "reply" : `reply with ending "${step.ending.kind}"`;
    case "failure":
      return `failure ${step.status}`;
    case "raw":
      return `raw ${step.status}`;
    default:
      return step satisfies never;
  }
}
