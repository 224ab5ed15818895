import type { CallOutcome, PlannedCall } from "../../src/index.ts";
import { executeBatch } from "../../src/index.ts";
import { planned, TestContext, toolThat } from "./planned.ts";
import fc from "fast-check";

/** What a tool does, and when the hooks around it answer. */
export interface CallPlan {
  readonly does: "answers" | "answersLater" | "throws" | "rejects" | "thenable" | "never" | "refused";
  readonly sequential: boolean;
  readonly started: Hook;
  readonly ended: Hook;
}

/** `breaks`: it throws, or rejects later. */
export type Hook = "now" | "later" | "breaks" | "breaksLater";

/** A batch, and when it is cancelled: when so many things have happened, or by a task of its own. */
export interface ScenePlan {
  readonly calls: readonly CallPlan[];
  readonly cap: number | undefined;
  readonly cancel: "never" | "before" | "sometime" | number;
}

/** One thing that happened to a call. */
export interface Happening {
  readonly what: "started" | "executes" | "ended" | "cancel";
  readonly call: number;
  readonly early?: boolean;
}

/** What came of a batch. */
export interface Played {
  readonly log: readonly Happening[];
  readonly end: { readonly outcomes: readonly CallOutcome[] } | { readonly error: unknown };
  readonly signals: readonly AbortSignal[];
  readonly listeners: number;
  /** How many things had happened when the batch settled. */
  readonly settledAt: number;
}

/** The error of a hook that breaks. */
export class Broken extends Error {}

/** Plays a batch; the scheduler decides in which order everything that waits goes on. */
export async function playScene(plan: ScenePlan, scheduler: fc.Scheduler): Promise<Played> {
  const scene = new Scene(plan, scheduler);
  return scene.play();
}

class Scene {
  readonly #plan: ScenePlan;
  readonly #scheduler: fc.Scheduler;
  readonly #log: Happening[] = [];
  readonly #signals: AbortSignal[] = [];
  readonly #late: (() => void)[] = [];
  #isCancelled = false;
  #listener: (() => void) | undefined;

  constructor(plan: ScenePlan, scheduler: fc.Scheduler) {
    this.#plan = plan;
    this.#scheduler = scheduler;
  }

  async play(): Promise<Played> {
    if (this.#plan.cancel === "before") this.#isCancelled = true;
    const running = this.#run();
    if (this.#plan.cancel === "sometime") void this.#later().then(() => this.#cancel());
    let end: Played["end"] | undefined;
    let settledAt = -1;
    const settled = running.then((made) => {
      end = made;
      settledAt = this.#log.length;
    });
    while (end === undefined && this.#scheduler.count() > 0) await this.#scheduler.waitNext(1);
    // Whoever still waits then waits for a tool that never answers.
    await new Promise((resolve) => setImmediate(resolve));
    if (end === undefined) this.#cancel();
    while (end === undefined && this.#scheduler.count() > 0) await this.#scheduler.waitNext(1);
    await settled;
    if (end === undefined) throw new Error("The batch has not settled.");
    for (const answer of this.#late) answer();
    await this.#scheduler.waitIdle();
    await new Promise((resolve) => setImmediate(resolve));
    const listeners = this.#listener === undefined ? 0 : 1;
    return { log: this.#log, end, signals: this.#signals, listeners, settledAt };
  }

  #run(): Promise<Played["end"]> {
    const calls = this.#plan.calls.map((call, index) => planned(index, this.#toolOf(call, index)));
    const cancel = {
      isCancelled: this.#isCancelled,
      onCancel: (listener: (() => void) | undefined): void => void (this.#listener = listener),
    };
    const batch = executeBatch(calls, {
      cancel,
      maxParallelTools: this.#plan.cap,
      open: (call) => {
        const context = new TestContext(call);
        this.#signals.push(context.signal);
        return context;
      },
      started: (call, _context, early) => this.#hook("started", call, early),
      ended: (call) => this.#hook("ended", call),
    });
    return batch.then(
      (outcomes) => ({ outcomes }),
      (error: unknown) => ({ error }),
    );
  }

  #toolOf({ does, sequential }: CallPlan, index: number) {
    if (does === "refused") return does;
    return toolThat(
      () => {
        this.#happens({ what: "executes", call: index });
        return this.#carryOut(does, index);
      },
      { sequential },
    );
  }

  #carryOut(does: Exclude<CallPlan["does"], "refused">, index: number): unknown {
    switch (does) {
      case "answers":
        return `r${index}`;
      case "answersLater":
        return this.#later().then(() => `r${index}`);
      case "throws":
        throw new Error(`e${index}`);
      case "rejects":
        return this.#later().then(() => Promise.reject(new Error(`e${index}`)));
      case "thenable":
        // oxlint-disable-next-line unicorn/no-thenable -- a tool may return one
        return { then: (answer: (value: string) => void) => void this.#later().then(() => answer(`r${index}`)) };
      case "never":
        return new Promise((resolve) => this.#late.push(() => resolve("too late")));
      default:
        return does satisfies never;
    }
  }

  #hook(what: "started" | "ended", { call }: PlannedCall, early?: boolean): void | Promise<void> {
    const index = Number(call.id.slice("call_".length));
    this.#happens({ what, call: index, ...(early === undefined ? {} : { early }) });
    const hook = this.#plan.calls[index]?.[what];
    if (hook === "breaks") throw new Broken(`${what} ${index}`);
    if (hook === "later") return this.#later();
    if (hook === "breaksLater") return this.#later().then(() => Promise.reject(new Broken(`${what} ${index}`)));
    return undefined;
  }

  #happens(happening: Happening): void {
    this.#log.push(happening);
    if (this.#plan.cancel === this.#log.length) this.#cancel();
  }

  #cancel(): void {
    // Without a listener the batch is over.
    if (this.#isCancelled || this.#listener === undefined) return;
    this.#isCancelled = true;
    this.#log.push({ what: "cancel", call: -1 });
    this.#listener();
  }

  #later(): Promise<void> {
    return this.#scheduler.schedule(Promise.resolve());
  }
}

const hook: fc.Arbitrary<Hook> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Hook>("now", "later") },
  { weight: 1, arbitrary: fc.constantFrom<Hook>("breaks", "breaksLater") },
);

/** Batches in which everything may go wrong. */
export const anyScene: fc.Arbitrary<ScenePlan> = fc.record({
  calls: fc.array(
    fc.record({
      does: fc.constantFrom("answers", "answersLater", "throws", "rejects", "thenable", "never", "refused"),
      sequential: fc.boolean(),
      started: hook,
      ended: hook,
    }),
    { maxLength: 7 },
  ),
  cap: fc.constantFrom(undefined, 1, 2, 3),
  cancel: fc.oneof(fc.constantFrom("never" as const, "before" as const, "sometime" as const), fc.nat({ max: 20 })),
});
