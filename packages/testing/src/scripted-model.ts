import type { ContentPart, Model, ModelListener, ModelPrice, ModelReply, ModelRequest } from "@definable/spec";
import { describeStep } from "./script/describe-step.ts";
import { playStep } from "./script/play-step.ts";
import type { Asked } from "./script/play-step.ts";
import { prepareStep } from "./script/prepare-step.ts";
import type { PreparedStep } from "./script/prepare-step.ts";
import { recordRequest } from "./script/recorded-request.ts";
import type { RecordedRequest } from "./script/recorded-request.ts";
import { ScriptError } from "./script/script-error.ts";
import type { Script, ScriptFunction } from "./script/script-step.ts";

/** How a scripted model presents itself. */
export interface ScriptedModelOptions {
  /** Default `scripted`. */
  readonly id?: string | undefined;
  /** Default `scripted`. */
  readonly provider?: string | undefined;
  /** Default: unknown, so that the run's cost is undefined. */
  readonly price?: ModelPrice | undefined;
  /** The kinds of part that it takes. Default: all. */
  readonly accepts?: readonly ContentPart["type"][] | undefined;
  /** Whether it is held to schemas: then `outputFormat` is asked of it. Default: it is asked in words. */
  readonly structuredOutput?: Model["structuredOutput"];
  /** False leaves `requests` empty: for benchmarks, because each request is copied. Default true. */
  readonly record?: boolean | undefined;
}

/**
 * A model that plays a script: one step for each time it is asked. You want it in tests of agents, where a real model
 * is slow, dear and never says the same twice. It complains when it is asked too often, and `assertDone()` (or `using`)
 * complains when steps are left.
 */
export class ScriptedModel implements Model {
  readonly id: string;
  readonly provider: string;
  readonly price?: ModelPrice | undefined;
  readonly accepts?: readonly ContentPart["type"][] | undefined;
  readonly structuredOutput?: Model["structuredOutput"];
  readonly #steps: readonly (PreparedStep | ScriptFunction)[];
  readonly #always: ScriptFunction | undefined;
  readonly #requests: RecordedRequest[] | undefined;
  #asked = 0;
  #unexpected = 0;

  /** Throws `ScriptError` when a step contradicts itself. */
  constructor(script: Script, options: ScriptedModelOptions = {}) {
    this.id = options.id ?? "scripted";
    this.provider = options.provider ?? "scripted";
    if (options.price !== undefined) this.price = options.price;
    if (options.accepts !== undefined) this.accepts = options.accepts;
    if (options.structuredOutput !== undefined) this.structuredOutput = options.structuredOutput;
    this.#requests = options.record === false ? undefined : [];
    this.#always = typeof script === "function" ? script : undefined;
    this.#steps =
      typeof script === "function"
        ? []
        : script.map((entry) => (typeof entry === "function" ? entry : prepareStep(entry)));
  }

  /** What it was asked, call by call; empty with `record: false`. */
  get requests(): readonly RecordedRequest[] {
    return this.#requests ?? [];
  }

  /** How often it was asked. */
  get callCount(): number {
    return this.#asked;
  }

  respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const asked = { request, listener, index: this.#asked };
    this.#asked += 1;
    this.#requests?.push(recordRequest(request));
    const planned = this.#always ?? this.#steps[asked.index];
    return typeof planned === "object" ? playStep(planned, asked) : this.#improvise(planned, asked);
  }

  async #improvise(plan: ScriptFunction | undefined, asked: Asked): Promise<ModelReply> {
    const made = plan?.(asked.request, asked.index);
    const entry = made instanceof Promise ? await made : made;
    return playStep(entry === undefined ? this.#refuse(asked.index) : prepareStep(entry), asked);
  }

  /**
   * Throws `ScriptError` when steps were not used, or when the model was asked more often than the script says (the run
   * may have turned that into a failure that the test did not look at).
   */
  assertDone(): void {
    if (this.#unexpected > 0) {
      throw new ScriptError(
        "unexpectedCall",
        `ScriptedModel "${this.id}" was asked ${this.#asked} times, ${this.#unexpected} of them not in its script of ` +
          `${this.#steps.length} steps. Add steps, or find out why the agent asks so often.`,
      );
    }
    const left = this.#steps.slice(this.#asked);
    if (left.length === 0) return;
    const list = left.map((step, offset) => `step ${this.#asked + offset + 1} ${describeStep(step)}`);
    throw new ScriptError(
      "unusedSteps",
      `ScriptedModel "${this.id}" was asked ${this.#asked} times, but its script has ${this.#steps.length} steps. ` +
        `Not used: ${list.join("; ")}. Remove them, or find out why the agent stopped early.`,
    );
  }

  /** `using model = new ScriptedModel(...)` asserts at the end of the block that the script was played to its end. */
  [Symbol.dispose](): void {
    this.assertDone();
  }

  #refuse(index: number): never {
    this.#unexpected += 1;
    const script = this.#always === undefined ? `its script has ${this.#steps.length} steps` : "its script is silent";
    throw new ScriptError(
      "unexpectedCall",
      `ScriptedModel "${this.id}" was asked a call number ${index + 1}, but ${script}. ` +
        `Add a step, or find out why the agent asks again.`,
    );
  }
}
