import { isDefinableError } from "@definable/spec";
import type { LayerScope } from "@definable/spec";
import type { Run } from "../run/run.ts";

/** Milliseconds that a layer may take: a memory that hangs must not hang the run. */
const LAYER_MS = 60_000;

/** What came of asking a layer: what it gave, or safe words of why it gave nothing. */
export interface LayerAnswer<T> {
  readonly value?: T;
  readonly error?: string;
  readonly durationMs: number;
  /** The moment of the end. */
  readonly at: number;
}

/**
 * Asks a layer, under the run's cancel and a time limit. Never throws: tell the end of the step, then call
 * `scope.throwIfCancelled`.
 */
export async function askLayer<T>(
  run: Run,
  what: string,
  ask: (scope: LayerScope) => Promise<T>,
): Promise<LayerAnswer<T>> {
  const work = new AbortController();
  const { runId, sessionId, request, config, scope, watch } = run;
  const asked = async (): Promise<T> => ask({ userId: request.options.userId, sessionId, runId, signal: work.signal });
  const startedAt = config.now();
  const ended = (): { readonly durationMs: number; readonly at: number } => {
    const at = config.now();
    return { durationMs: at - startedAt, at };
  };
  try {
    scope.throwIfCancelled();
    const due = startedAt + LAYER_MS;
    watch.set({ due, expire: () => scope.interrupt(new TooSlow()) }, startedAt);
    const value = await scope.race(asked(), work);
    return { value, ...ended() };
  } catch (error) {
    return { error: wordsOf(run, what, error), ...ended() };
  } finally {
    watch.clear();
  }
}

class TooSlow extends Error {}

/** Safe words for an event: those of a foreign error may hold secrets. */
export function wordsOf({ scope }: Run, what: string, error: unknown): string {
  if (scope.isCancelled) return scope.words;
  if (error instanceof TooSlow) return `The ${what} did not answer within ${LAYER_MS} ms.`;
  if (isDefinableError(error)) return error.message;
  return `The ${what} failed with an error whose words are not told here, because they may hold secrets. Catch it there to see it.`;
}
