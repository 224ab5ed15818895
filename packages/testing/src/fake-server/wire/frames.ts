import type { JsonObject } from "@definable/spec";
import type { StopPoint } from "../script/stop-point.ts";
import type { WireOptions } from "../script/wire-options.ts";

const encoder = new TextEncoder();

/** One event of a stream. */
export interface ServerSentEvent {
  /** The line `event:`. Default: none. */
  readonly event?: string | undefined;
  readonly data: string;
}

/** The events of a stream as bytes, one frame each. */
export function eventFrames(events: readonly ServerSentEvent[], wire: WireOptions = {}): readonly Uint8Array[] {
  const { lineEnd = "\n", comments = false, byteOrderMark = false, space = true } = wire;
  const colon = space ? ": " : ":";
  return events.map(({ event, data }, index) => {
    const mark = byteOrderMark && index === 0 ? "\uFEFF" : "";
    const comment = comments ? `: keep-alive${lineEnd}${lineEnd}` : "";
    const name = event === undefined ? "" : `event${colon}${event}${lineEnd}`;
    return encoder.encode(`${mark}${comment}${name}data${colon}${data}${lineEnd}${lineEnd}`);
  });
}

/** An unstreamed body as one frame. */
export function bodyFrame(body: JsonObject): readonly Uint8Array[] {
  return [encoder.encode(JSON.stringify(body))];
}

/** How many bytes of the body come before the point. */
export function bytesBefore(point: StopPoint, frames: readonly Uint8Array[]): number {
  if (typeof point === "string") return 0;
  if ("bytes" in point) return Math.min(point.bytes, byteLength(frames));
  return byteLength(frames.slice(0, point.chunks));
}

/** The length of all frames. */
export function byteLength(frames: readonly Uint8Array[]): number {
  return frames.reduce((sum, frame) => sum + frame.byteLength, 0);
}

/** The bytes from one offset to another, as they are to be written: a frame at a time or a number of bytes at a time. */
export function* writesBetween(
  frames: readonly Uint8Array[],
  [from, to]: readonly [number, number],
  bytesPerWrite: number | undefined,
): Generator<Uint8Array> {
  if (bytesPerWrite !== undefined) {
    const all = Buffer.concat(frames).subarray(from, to);
    for (let at = 0; at < all.byteLength; at += bytesPerWrite) yield all.subarray(at, at + bytesPerWrite);
    return;
  }
  let offset = 0;
  for (const frame of frames) {
    const part = frame.subarray(Math.max(0, from - offset), Math.max(0, to - offset));
    if (part.byteLength > 0) yield part;
    offset += frame.byteLength;
  }
}
