import type { RunEvent } from "@definable/spec";
import { eventJson } from "./public-event.ts";

const encoder = new TextEncoder();

/** A comment that keeps proxies from dropping a silent stream. Readers ignore it. */
export const HEARTBEAT: Uint8Array = encoder.encode(": heartbeat\n\n");

/** One SSE event. JSON holds no line break, so one data line is enough. */
export function frame(event: RunEvent, epoch: string): Uint8Array {
  return encoder.encode(`event: ${event.event}\nid: ${epoch}-${event.seq}\ndata: ${eventJson(event)}\n\n`);
}
