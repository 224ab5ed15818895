import type { ModelListener } from "@definable/spec";

/** How fast the model speaks. */
export interface Pace {
  /** Milliseconds between two words. 0: no pause. */
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

/** No answer takes longer than this to say, however long it is. */
const MAX_TOTAL_MS = 3_000;

/** Says a text word by word, waiting where the listener asks for it. Rejects with the signal's reason when it aborts. */
export async function speak(text: string, listener: ModelListener, { pauseMs, signal }: Pace): Promise<void> {
  const words = text.match(/\s*\S+\s*/gu) ?? [];
  const pause = pauseMs === 0 ? 0 : Math.min(pauseMs, Math.max(1, MAX_TOTAL_MS / words.length));
  for (const word of words) {
    signal.throwIfAborted();
    await listener.text(word);
    if (pause > 0) await wait(pause, signal);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
