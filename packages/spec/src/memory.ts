import type { Message } from "./message.ts";

/** Whose memory, and for which run. */
export interface LayerScope {
  readonly userId?: string | undefined;
  readonly sessionId: string;
  readonly runId: string;
  readonly signal: AbortSignal;
}

/** What memory gives to the prompt. */
export interface Recollection {
  readonly text: string;
  readonly tokensUsed: number;
  readonly chunksIncluded: number;
  readonly chunksAvailable: number;
}

/** Long-term memory of an agent. A failure of `recall` or `update` never fails the run. */
export interface Memory {
  recall(query: string, scope: LayerScope): Promise<Recollection>;
  update(messages: readonly Message[], scope: LayerScope): Promise<void>;
  close?(): Promise<void>;
}
