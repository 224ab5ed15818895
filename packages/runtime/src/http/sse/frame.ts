import type { RunEvent } from "@definable/spec";
import { eventJson } from "./public-event.ts";

/** A comment that keeps proxies from dropping a silent stream. Readers ignore it. */
export const HEARTBEAT = ": heartbeat\n\n";

/** One SSE event. JSON holds no line break, so one data line is enough. */
export function frame(event: RunEvent, epoch: string): string {
  return `event: ${event.event}\nid: ${epoch}-${event.seq}\ndata: ${eventJson(event)}\n\n`;
}
