import fc from "fast-check";
import { expect, test } from "vitest";
import { startsAtOnce } from "../../src/index.ts";
import { planned, toolThat } from "./planned.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyScene, Broken, playScene } from "./scene.ts";
import type { Happening, Played, ScenePlan } from "./scene.ts";

const callsOf = (log: readonly Happening[], what: Happening["what"]): readonly number[] =>
  log.filter((one) => one.what === what).map(({ call }) => call);

const ascending = (left: number, right: number): number => left - right;

/** What happened before, with the calls that were under way at that moment. */
function* walk(log: readonly Happening[]): Generator<{ one: Happening; underWay: ReadonlySet<number> }> {
  const underWay = new Set<number>();
  for (const one of log) {
    if (one.what === "ended") underWay.delete(one.call);
    yield { one, underWay };
    if (one.what === "executes") underWay.add(one.call);
  }
}

function checkAnswers(plan: ScenePlan, { log, end }: Played): void {
  const all = plan.calls.map((_, index) => index);
  expect(callsOf(log, "ended").toSorted(ascending)).toEqual(all);
  for (const what of ["started", "executes"] as const) {
    const calls = callsOf(log, what);
    expect(new Set(calls).size).toBe(calls.length);
  }
  const broke = log.some(({ what, call }) => {
    const hook = what === "started" || what === "ended" ? plan.calls[call]?.[what] : undefined;
    return hook === "breaks" || hook === "breaksLater";
  });
  // After a cancel nobody waits for a start to be written any more.
  if ("error" in end || !log.some(({ what }) => what === "cancel")) expect("error" in end).toBe(broke);
  if ("error" in end) return expect(end.error).toBeInstanceOf(Broken);
  const texts = end.outcomes.map((outcome) => (outcome.ok ? outcome.result.content : outcome.code));
  texts.forEach((text, index) => {
    const does = plan.calls[index]?.does;
    const good =
      { refused: "TOOL_NOT_FOUND", throws: "TOOL_FAILED", rejects: "TOOL_FAILED" }[String(does)] ?? `r${index}`;
    expect([good, "TOOL_CANCELLED"]).toContain(text);
  });
}

function checkOrder(plan: ScenePlan, { log }: Played): void {
  const isSequential = (call: number): boolean =>
    plan.calls[call]?.sequential === true && plan.calls[call].does !== "refused";
  for (const { one, underWay } of walk(log)) {
    if (one.what !== "executes") continue;
    if (isSequential(one.call)) expect([...underWay]).toEqual([]);
    else expect(underWay.size).toBeLessThan(plan.cap ?? Number.POSITIVE_INFINITY);
  }
  for (const [place, { what, call }] of log.entries()) {
    if (what === "ended") expect(callsOf(log.slice(place), "executes")).not.toContain(call);
  }
  const sequential = callsOf(log, "executes").filter(isSequential);
  expect(sequential).toEqual(sequential.toSorted(ascending));
  const at = log.findIndex(({ what }) => what === "cancel");
  if (at !== -1) expect(callsOf(log.slice(at), "executes")).toEqual([]);
}

function checkEnd({ log, listeners, settledAt, signals }: Played): void {
  expect(listeners).toBe(0);
  expect(log.length).toBe(settledAt);
  if (log.some(({ what }) => what === "cancel")) expect(signals.every(({ aborted }) => aborted)).toBe(true);
}

const cases = fc.record({ plan: anyScene, scheduler: fc.scheduler() });

test("every call has exactly one answer, on every interleaving", { timeout: PATIENCE }, async () => {
  await holds({ name: "batch", cases: 3_000, of: cases }, async ({ plan, scheduler }) => {
    const played = await playScene(plan, scheduler);

    checkAnswers(plan, played);
    checkOrder(plan, played);
    checkEnd(played);
  });
});

const deafBatch = fc.record({
  calls: fc.array(
    fc.record({
      does: fc.constantFrom("answers" as const, "never" as const, "answersLater" as const),
      sequential: fc.boolean(),
      started: fc.constant("now" as const),
      ended: fc.constant("now" as const),
    }),
    { maxLength: 6 },
  ),
  cap: fc.constantFrom(undefined, 1, 2),
});

test("a cancelled batch settles at once, whatever its tools wait for", { timeout: PATIENCE }, async () => {
  const cancelled = fc.record({ batch: deafBatch, at: fc.nat({ max: 12 }), scheduler: fc.scheduler() });
  await holds({ name: "cancel at once", cases: 1_000, of: cancelled }, async ({ batch, at, scheduler }) => {
    const { log, settledAt } = await playScene({ ...batch, cancel: at }, scheduler);

    const cancelledAt = log.findIndex(({ what }) => what === "cancel");
    if (cancelledAt === -1) return;
    const after = log.slice(cancelledAt + 1).map(({ what }) => what);
    expect(new Set(after)).toEqual(new Set(after.length === 0 ? [] : ["ended"]));
    expect(settledAt).toBe(log.length);
  });
});

test("the calls that start with the batch are those that it says start at once", { timeout: PATIENCE }, async () => {
  const whole = cases.map((one) => ({ ...one, plan: { ...one.plan, cancel: "never" as const } }));
  await holds({ name: "early calls", cases: 1_000, of: whole }, async ({ plan, scheduler }) => {
    const calls = plan.calls.map(({ does, sequential }, index) =>
      planned(index, does === "refused" ? does : toolThat(() => undefined, { sequential })),
    );
    const early = startsAtOnce(calls, plan.cap).map((call) => calls.indexOf(call));

    const { log, end } = await playScene(plan, scheduler);

    const told = log.filter((one) => one.what === "started" && one.early === true).map(({ call }) => call);
    if ("outcomes" in end) expect(told).toEqual(early);
    else expect(early).toEqual(expect.arrayContaining(told));
  });
});
