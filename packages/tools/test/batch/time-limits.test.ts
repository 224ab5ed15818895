import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Alarm, executeBatch } from "../../src/index.ts";
import type { CallContext, CallOutcome, PlannedCall } from "../../src/index.ts";
import { planned, TestContext, toolThat } from "./planned.ts";
import { holds, PATIENCE } from "./property.ts";

const call = fc.record({
  does: fc.constantFrom("answers", "never", "heeds"),
  sequential: fc.boolean(),
  timeoutMs: fc.integer({ min: 1, max: 3 }),
});
const batches = fc.record({ calls: fc.array(call, { maxLength: 5 }), cap: fc.constantFrom(undefined, 1, 2) });

const heeding = ({ signal }: CallContext): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("I heed the signal"))));

const codesOf = (outcomes: readonly CallOutcome[]): readonly string[] =>
  outcomes.map((outcome) => (outcome.ok ? "ok" : outcome.code));

test("a call that is over its time has its answer, and the others have theirs", { timeout: PATIENCE }, async () => {
  await holds({ name: "time limits", cases: 300, of: batches }, async ({ calls, cap }) => {
    const contexts: TestContext[] = [];
    const ended: string[] = [];
    const plan = calls.map(({ does, ...look }, index) => {
      const execute = (context: CallContext): unknown => {
        if (does === "never") return new Promise(() => undefined);
        return does === "heeds" ? heeding(context) : "here";
      };
      return planned(index, toolThat(execute, look));
    });

    const outcomes = await executeBatch(plan, {
      maxParallelTools: cap,
      open: (one) => {
        const context = new TestContext(one);
        contexts.push(context);
        return context;
      },
      ended: (one) => void ended.push(one.call.id),
    });

    expect(codesOf(outcomes)).toEqual(calls.map(({ does }) => (does === "answers" ? "ok" : "TOOL_TIMEOUT")));
    expect(ended.toSorted()).toEqual(plan.map((one) => one.call.id));
    const aborted = contexts.map(({ signal }) => signal.aborted && signal.reason.name);
    expect(aborted).toEqual(calls.map(({ does }) => does !== "answers" && "TimeoutError"));
  });
});

/** A batch of one call that never answers. */
function endless(timeoutMs: number, alarm: Alarm): Promise<readonly CallOutcome[]> {
  const plan: readonly PlannedCall[] = [
    planned(
      0,
      toolThat(() => new Promise(() => undefined), { timeoutMs }),
    ),
  ];
  return executeBatch(plan, { watch: alarm.watch(), open: (one) => new TestContext(one) });
}

test("time is what the alarm's clock says", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let now = 0;
  const alarm = new Alarm(() => now);
  const settled: string[] = [];
  void endless(1_000, alarm).then((outcomes) => settled.push(...codesOf(outcomes)));

  await vi.advanceTimersByTimeAsync(5_000);
  expect(settled).toEqual([]);
  now = 1_000;
  await vi.advanceTimersByTimeAsync(1_000);

  expect(settled).toEqual(["TOOL_TIMEOUT"]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("the time of a call begins when it begins, also after one that held everything up", async () => {
  let now = 0;
  const alarm = new Alarm(() => now);
  const blocks = toolThat(
    () => {
      now += 200;
      return "blocked";
    },
    { timeoutMs: 100 },
  );
  const gate = Promise.withResolvers<string>();
  const quick = toolThat(() => gate.promise, { timeoutMs: 100 });
  const watch = alarm.watch();
  const batch = executeBatch([planned(0, blocks), planned(1, quick)], { watch, open: (one) => new TestContext(one) });

  watch.limited?.expire(now);
  gate.resolve("quick");

  expect(codesOf(await batch)).toEqual(["ok", "ok"]);
  watch.dispose();
});
