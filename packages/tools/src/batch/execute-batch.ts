import type { ToolContext } from "@definable/spec";
import { carryOutCall, execute, isBare } from "../call/carry-out-call.ts";
import type { CallTeller } from "../call/carry-out-call.ts";
import { isHeldCall } from "../call/held-call.ts";
import { reasonOf } from "../reason-of.ts";
import { isStopAgentRun } from "../stop-agent-run.ts";
import { toToolResult } from "../call/to-tool-result.ts";
import { Alarm } from "./alarm.ts";
import type { Limited, Watch } from "./alarm.ts";
import { failed } from "./call-outcome.ts";
import type { CallOutcome } from "./call-outcome.ts";
import { ConcurrencyKeys } from "./concurrency-keys.ts";
import type { PlannedCall } from "./planned-call.ts";

/** The context of one call, which the batch can abort. */
export interface CallContext extends ToolContext, CallTeller {
  /** Aborts the call's `signal` with this reason: its time is over, or the run was cancelled. */
  abort(reason: unknown): void;
}

/** Where a batch hears that the run is cancelled. At most one listener at a time; undefined takes it away. */
export interface BatchCancel {
  /** True once the run is cancelled: nothing more is started. */
  readonly isCancelled: boolean;
  /** Sets the one listener, or takes it away. */
  onCancel(listener: (() => void) | undefined): void;
}

/** What a batch needs from whoever runs it. */
export interface BatchOptions<Context extends CallContext = CallContext> {
  /** Where it hears of a cancel. Default: it never does. */
  readonly cancel?: BatchCancel | undefined;
  /** How many parallel calls run at the same time. Default: all. */
  readonly maxParallelTools?: number | undefined;
  /** Watches the time limits. Default: one for this batch. */
  readonly watch?: Watch | undefined;
  /** Who runs under which `concurrencyKey`. Default: one for this batch. */
  readonly keys?: ConcurrencyKeys | undefined;
  /** Makes the context of a call, once. */
  open(planned: PlannedCall): Context;
  /**
   * A call is about to start. `early` is true for the calls of `startsAtOnce`. When it returns a promise the call starts
   * after it.
   */
  started?(planned: PlannedCall, context: Context, early: boolean): void | Promise<void>;
  /** A call has its outcome: called exactly once for each call, also for one that never started. */
  ended?(planned: PlannedCall, context: Context, outcome: CallOutcome): void | Promise<void>;
}

/** The text that answers a call which a cancel cut short. */
export const CANCELLED_TEXT = "Cancelled: the run was stopped before this call had a result.";

/** Milliseconds that a tool may take when it says nothing. */
const DEFAULT_TIMEOUT_MS = 120_000;

/** The calls that start together with the batch: the parallel ones, up to the cap, that nothing is wrong with. */
export function startsAtOnce(calls: readonly PlannedCall[], cap: number | undefined): readonly PlannedCall[] {
  if (cap === undefined && calls.every(isPlain)) return calls;
  const parallel = calls.filter((planned) => planned.tool?.sequential !== true);
  return parallel
    .slice(0, cap)
    .filter(({ refusal, tool }) => refusal === undefined && tool?.concurrencyKey === undefined);
}

function isPlain({ refusal, tool }: PlannedCall): boolean {
  return refusal === undefined && tool?.sequential !== true && tool?.concurrencyKey === undefined;
}

function concurrencyKey({ tool, input, refusal }: PlannedCall): string | undefined {
  const key = refusal === undefined ? tool?.concurrencyKey : undefined;
  // The tool's own schema made this input, so it is of the type that the function takes.
  return typeof key === "function" ? key(input as never) : key;
}

/**
 * Carries out the calls of one model reply: the parallel ones first, all at once, then the sequential ones in the model's
 * order. One failing call never stops another. Resolves with one outcome for each call, in the model's order; never
 * rejects for what a tool does. After a cancel it resolves at once: tools that ignore their signal run on alone and what
 * they return goes nowhere.
 */
export function executeBatch<Context extends CallContext>(
  calls: readonly PlannedCall[],
  options: BatchOptions<Context>,
): Promise<readonly CallOutcome[]> {
  return new Promise((resolve, reject) => new Batch(calls, options, { resolve, reject }).start());
}

type SlotState = "new" | "starting" | "running" | "answered";

interface Slot<Context> {
  readonly planned: PlannedCall;
  /** What it must not share its time with. */
  readonly key: string | undefined;
  readonly context: Context;
  state: SlotState;
  due: number | undefined;
  outcome: CallOutcome | undefined;
  holdsKey: boolean;
}

interface Settle {
  resolve(outcomes: readonly CallOutcome[]): void;
  reject(error: unknown): void;
}

class Batch<Context extends CallContext> implements Limited {
  readonly #slots: Slot<Context>[] = [];
  readonly #parallel: Slot<Context>[] = [];
  readonly #sequential: Slot<Context>[] = [];
  readonly #options: BatchOptions<Context>;
  readonly #settle: Settle;
  readonly #watch: Watch;
  readonly #keys: ConcurrencyKeys;
  #nextParallel = 0;
  #nextSequential = 0;
  #running = 0;
  /** Answers, and the writes that belong to them, still to come. */
  #open: number;
  #stepping = false;
  #cancelled = false;
  #failure: { readonly error: unknown } | undefined;
  /** Read once a step: calls that start together share it. */
  #now: number | undefined;
  /** The earliest time limit of a running call. */
  due: number | undefined;

  constructor(calls: readonly PlannedCall[], options: BatchOptions<Context>, settle: Settle) {
    this.#options = options;
    this.#settle = settle;
    this.#watch = options.watch ?? new Alarm(Date.now).watch();
    this.#keys = options.keys ?? new ConcurrencyKeys();
    this.#open = calls.length;
    for (const planned of calls) {
      const slot: Slot<Context> = {
        planned,
        key: concurrencyKey(planned),
        context: options.open(planned),
        state: "new",
        due: undefined,
        outcome: undefined,
        holdsKey: false,
      };
      this.#slots.push(slot);
      (planned.tool?.sequential === true ? this.#sequential : this.#parallel).push(slot);
    }
  }

  start(): void {
    const { cancel } = this.#options;
    if (this.#open === 0) return this.#finish();
    if (cancel?.isCancelled === true) return this.#cancel();
    cancel?.onCancel(() => this.#cancel());
    this.#step();
  }

  /** The alarm rings: whatever is over its time counts as failed. */
  expire(now: number): void {
    for (const slot of this.#slots) {
      if (slot.due === undefined || slot.due > now || slot.state === "answered") continue;
      const { tool, call } = slot.planned;
      const text = `"${call.name}" did not finish within ${tool?.timeoutMs ?? DEFAULT_TIMEOUT_MS} ms. It may have had an effect.`;
      this.#answer(slot, failed("TOOL_TIMEOUT", text));
      slot.context.abort(new DOMException(text, "TimeoutError"));
    }
    this.due = undefined;
    for (const slot of this.#slots) if (slot.state === "running") this.#lower(slot.due);
  }

  /** Starts whatever may start now. A loop, not a recursion: synchronous tools answer inside it. */
  #step(): void {
    if (this.#stepping || this.#cancelled) return;
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

  #begin(slot: Slot<Context>, early: boolean): void {
    // A cancel may have answered it while an earlier call of the same step ran.
    if (slot.state !== "new") return;
    const { refusal } = slot.planned;
    this.#running += 1;
    slot.state = "starting";
    if (refusal !== undefined) return this.#answer(slot, failed(refusal.code, refusal.text));
    if (slot.key === undefined) return this.#start(slot, early);
    const turn = this.#keys.enter(slot.key);
    if (turn === undefined) return this.#start(slot, false);
    void turn.then(() => {
      // Answered while it stood in line: the next one goes.
      if (slot.state === "starting") this.#start(slot, false);
      else this.#keys.leave(slot.key);
    });
  }

  #start(slot: Slot<Context>, early: boolean): void {
    slot.holdsKey = slot.key !== undefined;
    try {
      const writing = this.#options.started?.(slot.planned, slot.context, early);
      if (writing === undefined) return this.#invoke(slot);
      writing.then(
        () => this.#invoke(slot),
        (error: unknown) => this.#breakDown(error),
      );
    } catch (error) {
      this.#breakDown(error);
    }
  }

  #invoke(slot: Slot<Context>): void {
    const { tool, input, answer } = slot.planned;
    // Cancelled while its start was written: it must not run after its answer.
    if (slot.state !== "starting" || tool === undefined) return;
    slot.state = "running";
    if (answer !== undefined) return this.#answer(slot, { ok: true, result: answer });
    this.#limit(slot, tool.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    try {
      const { context } = slot;
      const output = isBare(tool)
        ? execute(tool, input, context)
        : carryOutCall({ tool, input, context, now: () => this.#watch.now() });
      if (!isPromiseLike(output)) {
        // It may have taken long: the time of the next call begins after it.
        this.#now = undefined;
        return this.#answer(slot, succeeded(output));
      }
      output.then(
        (value) => this.#answer(slot, succeeded(value)),
        (error: unknown) => this.#answer(slot, thrown(error)),
      );
    } catch (error) {
      this.#now = undefined;
      this.#answer(slot, thrown(error));
    }
  }

  #limit(slot: Slot<Context>, timeoutMs: number): void {
    if (timeoutMs <= 0) return;
    if (!this.#stepping) this.#now = undefined;
    this.#now ??= this.#watch.now();
    slot.due = this.#now + timeoutMs;
    if (this.#lower(slot.due)) this.#watch.set(this, this.#now);
  }

  #lower(due: number | undefined): boolean {
    if (due === undefined || (this.due !== undefined && this.due <= due)) return false;
    this.due = due;
    return true;
  }

  /** The first answer wins; later ones go nowhere. */
  #answer(slot: Slot<Context>, outcome: CallOutcome): void {
    if (slot.state === "answered") return;
    slot.state = "answered";
    slot.outcome = outcome;
    if (slot.holdsKey) this.#keys.leave(slot.key);
    try {
      const writing = this.#options.ended?.(slot.planned, slot.context, outcome);
      if (writing === undefined) return this.#close();
      writing.then(
        () => this.#close(),
        (error: unknown) => this.#closeBroken(error),
      );
    } catch (error) {
      this.#closeBroken(error);
    }
  }

  #close(): void {
    this.#running -= 1;
    this.#open -= 1;
    if (this.#open === 0) this.#finish();
    else if (!this.#stepping) this.#step();
  }

  #closeBroken(error: unknown): void {
    this.#breakDown(error);
    this.#close();
  }

  #cancel(): void {
    // The answers below make room, in which nothing may start any more.
    this.#cancelled = true;
    for (const slot of this.#slots) {
      // A call that never began is not among the running ones yet.
      if (slot.state === "new") this.#running += 1;
      this.#answer(slot, failed("TOOL_CANCELLED", CANCELLED_TEXT));
    }
    for (const slot of this.#slots) slot.context.abort(new DOMException(CANCELLED_TEXT, "AbortError"));
  }

  /** The journal or an observer failed: answer what is open, then reject with the cause. */
  #breakDown(error: unknown): void {
    this.#failure ??= { error };
    this.#cancel();
  }

  #finish(): void {
    this.#options.cancel?.onCancel(undefined);
    this.due = undefined;
    if (this.#options.watch === undefined) this.#watch.dispose();
    else this.#watch.clear();
    if (this.#failure !== undefined) return this.#settle.reject(this.#failure.error);
    // Every slot has its outcome: the count of open ones is zero.
    this.#settle.resolve(this.#slots.map((slot) => slot.outcome as CallOutcome));
  }
}

function succeeded(value: unknown): CallOutcome {
  if (isHeldCall(value)) return { ok: true, result: { content: "" }, held: value };
  return { ok: true, result: toToolResult(value) };
}

function thrown(error: unknown): CallOutcome {
  if (isStopAgentRun(error)) return { ok: true, result: { content: error.message }, stops: true };
  const text = error instanceof Error ? error.message : reasonOf(error);
  const said = typeof text === "string" && text !== "" ? text : "The tool failed without saying why.";
  return failed("TOOL_FAILED", said, error);
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
