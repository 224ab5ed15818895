import { ConfigError } from "@definable/spec";
import { PHASES } from "../phases/index.ts";
import type { Phase } from "../phases/phase.ts";
import type { HookSpec, PhaseHook, PipelinePhase } from "./pipeline-phase.ts";

/** A phase as the pipeline keeps it: one of ours, or yours. */
export type ListedPhase = { readonly own: Phase } | { readonly added: PipelinePhase<never> };

/** A hook with its place. */
export interface PlacedHook {
  readonly when: string;
  readonly phase: string;
  readonly priority: number;
  readonly call: PhaseHook<never>;
}

/** What a segment that begins now goes through. */
export interface PipelineNow {
  readonly phases: readonly ListedPhase[];
  readonly hooks: readonly PlacedHook[];
}

let readNow: <Deps>(pipeline: Pipeline<Deps>) => PipelineNow;

/** What the pipeline says at this moment. */
export const pipelineNow = <Deps>(pipeline: Pipeline<Deps>): PipelineNow => readNow(pipeline);

/** Without them a run has no model, no history, no answer. */
const FIXED = ["prepare", "compose", "invoke_loop"];

const nameOf = (phase: ListedPhase): string => ("own" in phase ? phase.own.name : phase.added.name);

/**
 * The phases of an agent's runs, in their order: look at them, add to them, hook them. A change counts for segments that
 * begin after it. Mistakes throw `INVALID_CONFIG`.
 */
export class Pipeline<Deps = unknown> {
  #phases: readonly ListedPhase[] = PHASES.map((own) => ({ own }));
  #hooks: readonly PlacedHook[] = [];

  /** The names of the phases, in their order. */
  get phaseNames(): readonly string[] {
    return this.#phases.map(nameOf);
  }

  static {
    // Not a member: what a pipeline is made of is nobody's but the run's.
    readNow = (pipeline) => ({ phases: pipeline.#phases, hooks: pipeline.#hooks });
  }

  /** Adds a phase after another, before another, or last. */
  add(phase: PipelinePhase<Deps>, place: { readonly after?: string; readonly before?: string } = {}): this {
    const { after, before } = place;
    if (after !== undefined && before !== undefined)
      throw wrong(`The phase "${phase.name}" can stand after a phase or before one: give one of the two.`);
    this.#check(phase);
    const beside = after ?? before;
    const at = beside === undefined ? this.#phases.length : this.#indexOf(beside) + (after === undefined ? 0 : 1);
    this.#phases = this.#phases.toSpliced(at, 0, { added: phase });
    return this;
  }

  /** Takes a phase out. `prepare`, `compose` and `invoke_loop` stay. */
  remove(name: string): this {
    this.#phases = this.#phases.toSpliced(this.#movable(name), 1);
    return this;
  }

  /** Puts a phase in the place of another, under its name or a new one. `prepare`, `compose` and `invoke_loop` stay. */
  replace(name: string, phase: PipelinePhase<Deps>): this {
    this.#check(phase, name);
    this.#phases = this.#phases.with(this.#movable(name), { added: phase });
    return this;
  }

  /**
   * Calls a function `before:` or `after:` a phase that runs, or `instead:` of it (also when it would be skipped). Lower
   * priorities first (default 0). What a hook before or after throws is logged by name; what one instead of a phase throws
   * fails the run. Returns the remover.
   */
  hook(spec: HookSpec, call: PhaseHook<Deps>, { priority = 0 }: { readonly priority?: number } = {}): () => void {
    const [when = "", ...rest] = spec.split(":");
    const phase = rest.join(":");
    if (!["before", "after", "instead"].includes(when) || phase === "")
      throw wrong(`A hook stands at "before:<phase>", "after:<phase>" or "instead:<phase>"; got "${spec}".`);
    if (typeof call !== "function") throw wrong(`The hook "${spec}" must be a function; got ${typeof call}.`);
    if (when === "instead") this.#movable(phase);
    else if (phase !== "*") this.#indexOf(phase);
    const placed = { when, phase, priority, call };
    this.#hooks = [...this.#hooks, placed].toSorted((left, right) => left.priority - right.priority);
    return () => {
      this.#hooks = this.#hooks.filter((other) => other !== placed);
    };
  }

  #indexOf(name: string): number {
    const index = this.phaseNames.indexOf(name);
    if (index < 0) throw wrong(`There is no phase "${name}". There are: ${this.phaseNames.join(", ")}.`);
    return index;
  }

  #movable(name: string): number {
    const index = this.#indexOf(name);
    if (!FIXED.includes(name)) return index;
    throw wrong(
      `The phase "${name}" must stay: without it a run has no model, no history or no answer. Hook it, or answer in a middleware.`,
    );
  }

  #check(phase: PipelinePhase<Deps>, replaced?: string): void {
    const { name } = phase;
    if (typeof name !== "string" || name === "" || name === "*" || typeof phase.run !== "function")
      throw wrong('A phase is an object with a name and a function run: { name: "mine", run(context) {} }.');
    if (name !== replaced && this.phaseNames.includes(name))
      throw wrong(`There is a phase "${name}" already: give this one another name.`);
  }
}

function wrong(message: string): ConfigError {
  return new ConfigError("INVALID_CONFIG", message);
}
