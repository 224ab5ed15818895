import type { Message } from "./message.ts";

/** Whose memory, and for which run. */
export interface LayerScope {
  /** Whose data may be used. Undefined: nobody's in particular. */
  readonly userId?: string | undefined;
  /** The conversation that the run belongs to. */
  readonly sessionId: string;
  /** The run that asks. */
  readonly runId: string;
  /** Aborts when the run is cancelled, or the layer has taken too long: stop and throw. Nobody waits any more. */
  readonly signal: AbortSignal;
}

/** What memory gives to the prompt. */
export interface Recollection {
  /** What goes into the prompt; empty when nothing fits. */
  readonly text: string;
  /** How long the text is, in tokens, estimated or counted. */
  readonly tokensUsed: number;
  /** How many memories are in the text. */
  readonly chunksIncluded: number;
  /** How many there were to choose from. */
  readonly chunksAvailable: number;
}

/** Long-term memory of an agent. A failure of `recall` or `update` never fails the run. */
export interface Memory {
  /** What is worth knowing for this query. Called before the model is asked. */
  recall(query: string, scope: LayerScope): Promise<Recollection>;
  /** Takes in what was said. Called after the run has answered. */
  update(messages: readonly Message[], scope: LayerScope): Promise<void>;
  /** Gives back what is open. Called by whoever made it. */
  close?(): Promise<void>;
}
