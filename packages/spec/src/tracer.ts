import type { RunEvent } from "./event.ts";
import type { SessionKey } from "./store.ts";

/** Receives every event of every run, for spans and logs. Must not throw; nothing waits for it but `flush`. */
export interface Tracer {
  event(event: RunEvent, scope: SessionKey): void;
  /** Called before the runtime closes. */
  flush?(): Promise<void>;
}
