import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Deadline } from "../src/deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the call is aborted when its time is over, and not before", () => {
  const deadline = new Deadline(new AbortController().signal, 1000);
  vi.advanceTimersByTime(999);
  expect(deadline.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.isOver).toBe(true);
});

test("0 means no limit, and a limit longer than a timer can count does not ring at once", () => {
  const { signal } = new AbortController();
  const deadlines = [new Deadline(signal, 0), new Deadline(signal, Number.MAX_SAFE_INTEGER)];
  vi.advanceTimersByTime(86_400_000);
  expect(deadlines.map((deadline) => deadline.signal.aborted)).toEqual([false, false]);
});

test("after the end no timer is left", () => {
  const deadline = new Deadline(new AbortController().signal, 1000);
  expect(vi.getTimerCount()).toBe(1);
  deadline.end();
  expect(vi.getTimerCount()).toBe(0);
});

test("the caller's abort is passed on with its reason, also when it came before", () => {
  const controller = new AbortController();
  const deadline = new Deadline(controller.signal, 1000);
  controller.abort("enough");
  expect(deadline.signal.reason).toBe("enough");
  expect(deadline.isOver).toBe(false);
  expect(new Deadline(controller.signal, 0).signal.aborted).toBe(true);
});
