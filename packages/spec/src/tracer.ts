import type { RunEvent } from "./event.ts";
import type { SessionKey } from "./store.ts";

/** Receives every event of every run, for spans and logs. Must not throw; nothing waits for it but `flush`. */
export interface Tracer {
  /** Called for each event, in order, while the run goes on. Must not throw, wait, or change the event. */
  event(event: RunEvent, scope: SessionKey): void;
  /** Called before the runtime closes. */
  flush?(): Promise<void>;
}
