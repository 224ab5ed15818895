/** One thing that is measured on both sides, in a process of its own for each. */
export interface Work {
  readonly unit: string;
  /** Without a framework: what a developer would write by hand for this case. */
  floor(): Promise<number>;
  ours(): Promise<number>;
  /** A peer, whose file is given. */
  peer?(file: string): Promise<number>;
  /** Sides that are shown and not judged, by name. */
  readonly beside?: Readonly<Record<string, () => Promise<number>>>;
}

/** Runs an operation until the time is over and returns microseconds for each: the median of slices, once it is warm. */
export async function time(operation: () => Promise<unknown>, slices: number = 15): Promise<number> {
  const begin = performance.now();
  await operation();
  if (performance.now() - begin > SLOW_MS) return timeSlow(operation);
  const sliceMs = 60;
  const figures: number[] = [];
  for (let slice = -25; slice < slices; slice += 1) {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < sliceMs) {
      for (let batch = 0; batch < 8; batch += 1) await operation();
      count += 8;
    }
    if (slice >= 0) figures.push(((performance.now() - start) * 1000) / count);
  }
  return median(figures);
}

/** An operation that takes this long the first time is measured one by one: only peers have such. */
const SLOW_MS = 200;

async function timeSlow(operation: () => Promise<unknown>): Promise<number> {
  const figures: number[] = [];
  for (let repeat = -1; repeat < 3; repeat += 1) {
    const start = performance.now();
    await operation();
    if (repeat >= 0) figures.push((performance.now() - start) * 1000);
  }
  return median(figures);
}

/** The middle of several figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A figure is only worth something when the work was done right. */
export function assertSame(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}
