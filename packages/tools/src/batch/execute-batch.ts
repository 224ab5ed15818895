import type { ToolContext } from "@definable/spec";
import { toToolResult } from "../call/to-tool-result.ts";
import { BatchClock, DEFAULT_TIMEOUT_MS } from "./batch-clock.ts";
import { failed } from "./call-outcome.ts";
import type { CallOutcome } from "./call-outcome.ts";
import type { PlannedCall } from "./planned-call.ts";

/** The context of one call, which the batch can abort. */
export interface CallContext extends ToolContext {
  abort(reason: unknown): void;
}

/** Where a batch hears that the run is cancelled. At most one listener at a time; undefined takes it away. */
export interface BatchCancel {
  readonly isCancelled: boolean;
  onCancel(listener: (() => void) | undefined): void;
}

/** What a batch needs from whoever runs it. */
export interface BatchOptions {
  readonly cancel?: BatchCancel | undefined;
  /** How many parallel calls run at the same time. Default: all. */
  readonly maxParallelTools?: number | undefined;
  context(planned: PlannedCall): CallContext;
  /** Milliseconds of any steady clock. Default: the system's. */
  readonly now?: (() => number) | undefined;
  /**
   * A call is about to start. `early` is true for the calls of `startsAtOnce`. When it returns a promise the call starts
   * after it.
   */
  started?(planned: PlannedCall, early: boolean): void | Promise<void>;
  /** A call has its outcome. Called exactly once for each call; `ran` is false when it never started. */
  ended?(planned: PlannedCall, outcome: CallOutcome, ran: boolean): void | Promise<void>;
}

/** The text that answers a call which a cancel cut short. */
export const CANCELLED_TEXT = "Cancelled: the run was stopped before this call had a result.";

/**
 * Carries out the calls of one model reply: the parallel ones first, all at once, then the sequential ones in the model's
 * order. One failing call never stops another. Resolves with one outcome for each call, in the model's order; never
 * rejects for what a tool does. After a cancel it resolves at once: tools that ignore their signal run on alone and what
 * they return goes nowhere.
 */
export function executeBatch(
  calls: readonly PlannedCall[],
  options: BatchOptions,
): Promise<readonly CallOutcome[]> {
  return new Promise((resolve, reject) => new Batch(calls, options, resolve, reject).start());
}

/** The calls that start together with the batch: the parallel ones, up to the cap, that nothing is wrong with. */
export function startsAtOnce(calls: readonly PlannedCall[], cap: number | undefined): readonly PlannedCall[] {
  const parallel = calls.filter((planned) => planned.tool?.sequential !== true);
  return parallel.slice(0, cap).filter((planned) => planned.refusal === undefined);
}

type SlotState = "new" | "starting" | "running" | "answered";

interface Slot {
  readonly index: number;
  readonly planned: PlannedCall;
  state: SlotState;
  context: CallContext | undefined;
  outcome: CallOutcome | undefined;
}

class Batch {
  readonly #slots: Slot[];
  readonly #options: BatchOptions;
  readonly #resolve: (outcomes: readonly CallOutcome[]) => void;
  readonly #reject: (error: unknown) => void;
  readonly #clock: BatchClock;
  readonly #parallel: Slot[] = [];
  readonly #sequential: Slot[] = [];
  #nextParallel = 0;
  #nextSequential = 0;
  #running = 0;
  /** Answers, and the writes that belong to them, still to come. */
  #open: number;
  #stepping = false;
  /** Read once a step: all calls that start together share it. */
  #now: number | undefined;
  #failure: { readonly error: unknown } | undefined;

  // eslint-disable-next-line max-params -- the two settle functions of the promise belong together
  constructor(
    calls: readonly PlannedCall[],
    options: BatchOptions,
    resolve: (outcomes: readonly CallOutcome[]) => void,
    reject: (error: unknown) => void,
  ) {
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#open = calls.length;
    this.#clock = new BatchClock((index) => this.#timeOut(index));
    this.#slots = calls.map((planned, index) => {
      const slot: Slot = { index, planned, state: "new", context: undefined, outcome: undefined };
      (planned.tool?.sequential === true ? this.#sequential : this.#parallel).push(slot);
      return slot;
    });
  }

  start(): void {
    const { cancel } = this.#options;
    if (this.#open === 0) return this.#finish();
    if (cancel?.isCancelled === true) return this.#cancel();
    cancel?.onCancel(() => this.#cancel());
    this.#step();
  }

  /** Starts whatever may start now. A loop, not a recursion: synchronous tools answer inside it. */
  #step(): void {
    if (this.#stepping) return;
    this.#stepping = true;
    this.#now = undefined;
    const cap = this.#options.maxParallelTools ?? Number.POSITIVE_INFINITY;
    for (;;) {
      const parallel = this.#parallel[this.#nextParallel];
      if (parallel !== undefined && this.#running < cap) {
        this.#nextParallel += 1;
        this.#begin(parallel, this.#nextParallel <= cap);
        continue;
      }
      const sequential = this.#sequential[this.#nextSequential];
      if (parallel !== undefined || sequential === undefined || this.#running > 0) break;
      this.#nextSequential += 1;
      this.#begin(sequential, false);
    }
    this.#stepping = false;
  }

  #begin(slot: Slot, early: boolean): void {
    // A cancel may have answered it while an earlier call of the same step ran.
    if (slot.state !== "new") return;
    const { refusal } = slot.planned;
    this.#running += 1;
    if (refusal !== undefined) return this.#answer(slot, failed(refusal.code, refusal.text));
    slot.state = "starting";
    try {
      const writing = this.#options.started?.(slot.planned, early);
      if (writing === undefined) return this.#invoke(slot);
      writing.then(
        () => this.#invoke(slot),
        (error: unknown) => this.#breakDown(error),
      );
    } catch (error) {
      this.#breakDown(error);
    }
  }

  #invoke(slot: Slot): void {
    const { tool, input } = slot.planned;
    // Cancelled while its start was written: it must not run after its answer.
    if (slot.state !== "starting" || tool === undefined) return;
    slot.state = "running";
    if (!this.#stepping) this.#now = undefined;
    this.#now ??= (this.#options.now ?? Date.now)();
    this.#clock.watch(slot.index, this.#now, tool.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    try {
      const context = this.#options.context(slot.planned);
      slot.context = context;
      // The tool's schema made the input and the agent's type made the context: both fit what this tool takes.
      const output = tool.execute(input as never, context as never);
      if (!isPromiseLike(output)) return this.#answer(slot, { ok: true, result: toToolResult(output) });
      output.then(
        (value) => this.#answer(slot, succeeded(value)),
        (error: unknown) => this.#answer(slot, thrown(error)),
      );
    } catch (error) {
      this.#answer(slot, thrown(error));
    }
  }

  /** The first answer wins; later ones go nowhere. */
  #answer(slot: Slot, outcome: CallOutcome): void {
    if (slot.state === "answered") return;
    const ran = slot.state === "starting" || slot.state === "running";
    slot.state = "answered";
    slot.outcome = outcome;
    try {
      const writing = this.#options.ended?.(slot.planned, outcome, ran);
      if (writing === undefined) return this.#close();
      writing.then(
        () => this.#close(),
        (error: unknown) => {
          this.#breakDown(error);
          this.#close();
        },
      );
    } catch (error) {
      this.#breakDown(error);
      this.#close();
    }
  }

  #close(): void {
    this.#running -= 1;
    this.#open -= 1;
    if (this.#open === 0) this.#finish();
    else this.#step();
  }

  #timeOut(index: number): void {
    const slot = this.#slots[index];
    if (slot === undefined || slot.state === "answered") return;
    const { name } = slot.planned.call;
    const text = `"${name}" did not finish within ${slot.planned.tool?.timeoutMs ?? DEFAULT_TIMEOUT_MS} ms. It may have had an effect.`;
    this.#answer(slot, failed("TOOL_TIMEOUT", text));
    slot.context?.abort(new DOMException(text, "TimeoutError"));
  }

  #cancel(): void {
    for (const slot of this.#slots) {
      if (slot.state === "answered") continue;
      // A call that never began is not among the running ones yet.
      if (slot.state === "new") this.#running += 1;
      this.#answer(slot, failed("TOOL_CANCELLED", CANCELLED_TEXT));
    }
    for (const slot of this.#slots) slot.context?.abort(new DOMException(CANCELLED_TEXT, "AbortError"));
  }

  /** The journal or an observer failed: answer what is open, then reject with the cause. */
  #breakDown(error: unknown): void {
    this.#failure ??= { error };
    this.#cancel();
  }

  #finish(): void {
    this.#options.cancel?.onCancel(undefined);
    this.#clock.stop();
    if (this.#failure !== undefined) return this.#reject(this.#failure.error);
    // Every slot has its outcome: the count of open ones is zero.
    this.#resolve(this.#slots.map((slot) => slot.outcome as CallOutcome));
  }
}

function succeeded(value: unknown): CallOutcome {
  return { ok: true, result: toToolResult(value) };
}

function thrown(error: unknown): CallOutcome {
  const text = error instanceof Error ? error.message : String(error);
  return failed("TOOL_FAILED", text === "" ? "The tool failed without saying why." : text, error);
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
