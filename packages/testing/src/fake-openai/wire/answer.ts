import { setTimeout as delay } from "node:timers/promises";
import { chunksOf } from "../reply/chunks.ts";
import { completionOf } from "../reply/completion.ts";
import type { ChatCall } from "../requests/chat-call.ts";
import type { FakeStep, ReplyStep } from "../script/step.ts";
import { deliver } from "./deliver.ts";
import type { Answer, Exchange } from "./deliver.ts";
import { bodyFrame, eventFrames } from "./frames.ts";
import { errorBody } from "./vendor-error.ts";
import type { VendorError } from "./vendor-error.ts";

/** Carries out a step of the script. */
export async function answerWithStep(step: FakeStep, call: ChatCall, exchange: Exchange): Promise<void> {
  const delayMs = step.kind === "reply" ? step.reply.delayMs : step.delayMs;
  if (delayMs) await delay(delayMs, undefined, { signal: exchange.gone }).catch(() => undefined);
  switch (step.kind) {
    case "reply":
      return deliver(replyAnswer(step, call), step.ending, exchange);
    case "failure":
      return answerWithError(step.status, step.error, { ...exchange, headers: step.headers });
    case "raw":
      return deliver(
        { status: step.status, headers: step.headers, frames: step.body, wire: {} },
        { kind: "finish" },
        exchange,
      );
    default:
      step satisfies never;
  }
}

/** Answers with an error in the vendor's body shape. */
export async function answerWithError(
  status: number,
  error: VendorError,
  exchange: Exchange & { readonly headers?: Readonly<Record<string, string>> },
): Promise<void> {
  const answer = jsonAnswer(status, bodyFrame(errorBody(error)), exchange.record.index);
  const headers = { ...answer.headers, ...exchange.headers };
  return deliver({ ...answer, headers }, { kind: "finish" }, exchange);
}

/** Answers with a JSON document. */
export async function answerWithJson(body: Parameters<typeof bodyFrame>[0], exchange: Exchange): Promise<void> {
  return deliver(jsonAnswer(200, bodyFrame(body), exchange.record.index), { kind: "finish" }, exchange);
}

function replyAnswer({ reply, ending }: ReplyStep, call: ChatCall): Answer {
  const wire = reply.wire ?? {};
  if (!call.stream) {
    const body = ending.kind === "error" ? errorBody(ending.error) : completionOf(reply, call);
    const answer = jsonAnswer(200, bodyFrame(body), call.number);
    const headers = { ...answer.headers, ...overrides(reply.wire) };
    // An answer that ends early cannot say how long it was going to be.
    if (ending.kind === "cut" && ending.how === "end") delete headers["content-length"];
    return { ...answer, headers, wire };
  }
  const chunks = chunksOf(reply, call);
  const frames =
    ending.kind === "error"
      ? eventFrames([...chunks.slice(0, ending.afterChunks), errorBody(ending.error)], { done: false, ...wire })
      : eventFrames(chunks, wire);
  const headers = {
    ...vendorHeaders(call.number),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    ...overrides(reply.wire),
  };
  return { status: 200, headers, frames, wire };
}

function jsonAnswer(status: number, frames: readonly Uint8Array[], number: number): Answer {
  const length = frames.reduce((sum, frame) => sum + frame.byteLength, 0);
  const headers = {
    ...vendorHeaders(number),
    "content-type": "application/json",
    "content-length": String(length),
  };
  return { status, headers, frames, wire: {} };
}

function vendorHeaders(number: number): Record<string, string> {
  return {
    "x-request-id": `req_fake${String(number).padStart(10, "0")}`,
    "openai-version": "2020-10-01",
    "openai-processing-ms": "1",
  };
}

function overrides(wire: ReplyStep["reply"]["wire"]): Readonly<Record<string, string>> {
  return { ...(wire?.contentType === undefined ? {} : { "content-type": wire.contentType }), ...wire?.headers };
}
