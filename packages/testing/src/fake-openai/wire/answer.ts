import type { JsonObject } from "@definable/spec";
import { headersOf } from "../../fake-server/script/wire-options.ts";
import type { VendorVoice } from "../../fake-server/wire/answer.ts";
import type { Answer } from "../../fake-server/wire/deliver.ts";
import { bodyFrame, byteLength, eventFrames } from "../../fake-server/wire/frames.ts";
import { chunksOf } from "../reply/chunks.ts";
import { completionOf } from "../reply/completion.ts";
import type { ChatCall } from "../requests/chat-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import type { ReplyStep } from "../script/step.ts";
import type { WireOptions } from "../script/wire-options.ts";
import { errorBody } from "./vendor-error.ts";
import type { VendorError } from "./vendor-error.ts";

/** Answers to one chat request as the vendor writes them. */
export function voiceOf(call: ChatCall): VendorVoice<ReplyOptions, VendorError> {
  return {
    reply: (step) => (call.stream ? streamedAnswer(step, call) : wholeAnswer(step, bodyOf(step, call), call.number)),
    failure: (status, error) => jsonAnswer({ status, body: errorBody(error), number: call.number }),
  };
}

/** A JSON document as the vendor sends it. `number` counts the requests of the server. */
export function jsonAnswer({ status = 200, body, number }: JsonDocument): Answer {
  const frames = bodyFrame(body);
  const headers = {
    ...vendorHeaders(number),
    "content-type": "application/json",
    "content-length": String(byteLength(frames)),
  };
  return { status, headers, frames, wire: {} };
}

interface JsonDocument {
  readonly status?: number;
  readonly body: JsonObject;
  readonly number: number;
}

function bodyOf({ reply, ending }: ReplyStep, call: ChatCall): JsonObject {
  return ending.kind === "error" ? errorBody(ending.error) : completionOf(reply, call);
}

/** A reply that comes as one document. */
export function wholeAnswer({ reply, ending }: ReplyStep, body: JsonObject, number: number): Answer {
  const answer = jsonAnswer({ body, number });
  const headers: Record<string, string> = { ...answer.headers, ...headersOf(reply.wire) };
  // An answer that ends early cannot say how long it was going to be.
  if (ending.kind === "cut" && ending.how === "end") delete headers["content-length"];
  return { ...answer, headers, wire: reply.wire ?? {} };
}

function streamedAnswer({ reply, ending }: ReplyStep, call: ChatCall): Answer {
  const wire = reply.wire ?? {};
  const chunks = chunksOf(reply, call);
  const frames =
    ending.kind === "error"
      ? chunkFrames([...chunks.slice(0, ending.afterChunks), errorBody(ending.error)], { done: false, ...wire })
      : chunkFrames(chunks, wire);
  return streamAnswer(frames, wire, call.number);
}

/** One frame for each chunk and one for `[DONE]`. */
function chunkFrames(chunks: readonly JsonObject[], wire: WireOptions): readonly Uint8Array[] {
  const data = chunks.map((chunk) => JSON.stringify(chunk));
  if (wire.done ?? true) data.push("[DONE]");
  return eventFrames(
    data.map((text) => ({ data: text })),
    wire,
  );
}

/** A stream of frames as the vendor sends it. */
export function streamAnswer(frames: readonly Uint8Array[], wire: WireOptions, number: number): Answer {
  const headers = {
    ...vendorHeaders(number),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    ...headersOf(wire),
  };
  return { status: 200, headers, frames, wire };
}

/** What the vendor says of every answer. */
function vendorHeaders(number: number): Record<string, string> {
  return {
    "x-request-id": `req_fake${String(number).padStart(10, "0")}`,
    "openai-version": "2020-10-01",
    "openai-processing-ms": "1",
  };
}
