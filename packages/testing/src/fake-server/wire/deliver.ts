import type { ServerResponse } from "node:http";
import { once } from "node:events";
import { setImmediate as turn, setTimeout as delay } from "node:timers/promises";
import type { RequestRecord } from "../requests/request-record.ts";
import type { Ending } from "../script/ending.ts";
import type { WireOptions } from "../script/wire-options.ts";
import { byteLength, bytesBefore, writesBetween } from "./frames.ts";

/** An answer that is ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly frames: readonly Uint8Array[];
  readonly wire: WireOptions;
}

/** One request and the way back to its sender. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly record: RequestRecord;
  /** Aborts when the connection is gone. */
  readonly gone: AbortSignal;
}

/** Sends an answer, whole or up to where its ending stops it. Returns when there is nothing more to send. */
export async function deliver(answer: Answer, ending: Ending<unknown>, exchange: Exchange): Promise<void> {
  const whole = byteLength(answer.frames);
  switch (ending.kind) {
    case "finish":
    case "error":
      await send(answer, [0, whole], exchange);
      exchange.response.end();
      break;
    case "cut":
      if (ending.after !== "nothing") await send(answer, [0, bytesBefore(ending.after, answer.frames)], exchange);
      hangUp(ending.how, exchange);
      break;
    case "stall": {
      const stop = bytesBefore(ending.after, answer.frames);
      if (ending.after !== "nothing") await send(answer, [0, stop], exchange);
      exchange.record.markSent();
      if (!(await released(ending.until, exchange.gone))) break;
      await send(answer, [stop, whole], exchange);
      exchange.response.end();
      break;
    }
    default:
      ending satisfies never;
  }
  exchange.record.markSent();
}

async function send(answer: Answer, range: readonly [number, number], exchange: Exchange): Promise<void> {
  const { response, record, gone } = exchange;
  const { bytesPerWrite } = answer.wire;
  if (gone.aborted) return;
  if (!response.headersSent) {
    response.writeHead(answer.status, answer.headers);
    response.flushHeaders();
  }
  let first = true;
  for (const bytes of writesBetween(answer.frames, range, bytesPerWrite)) {
    if (!first) await pause(answer.wire, gone);
    if (gone.aborted) return;
    first = false;
    record.countSent(bytes.byteLength);
    if (!response.write(bytes)) await unlessGone(once(response, "drain", { signal: gone }));
  }
}

async function pause({ everyMs = 0, bytesPerWrite }: WireOptions, gone: AbortSignal): Promise<void> {
  if (everyMs > 0) await unlessGone(delay(everyMs, undefined, { signal: gone }));
  // Clients join what lies ready in their socket: without a turn of the loop small writes would arrive as one.
  else if (bytesPerWrite !== undefined) await turn();
}

function hangUp(how: "close" | "reset" | "end", { response, record }: Exchange): void {
  if (how === "end") {
    response.end();
    return;
  }
  record.markCut();
  // destroySoon flushes first: the client gets every byte that was promised to come before the cut.
  if (how === "close") response.socket?.destroySoon();
  else response.socket?.resetAndDestroy();
}

/** True when the gate opened, false when the connection went first. */
async function released(until: Promise<unknown> | undefined, gone: AbortSignal): Promise<boolean> {
  const left = gone.aborted ? Promise.resolve() : unlessGone(once(gone, "abort"));
  await Promise.race([left, ...(until === undefined ? [] : [until.catch(() => undefined)])]);
  return !gone.aborted;
}

/** Waiting ends quietly when the connection goes: whoever waits looks at `gone` next. */
async function unlessGone(waiting: Promise<unknown>): Promise<void> {
  await waiting.catch(() => undefined);
}
