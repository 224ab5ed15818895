import type { JsonObject } from "@definable/spec";
import { headersOf } from "../../fake-server/script/wire-options.ts";
import type { WireOptions } from "../../fake-server/script/wire-options.ts";
import type { VendorVoice } from "../../fake-server/wire/answer.ts";
import type { Answer } from "../../fake-server/wire/deliver.ts";
import { bodyFrame, byteLength, eventFrames } from "../../fake-server/wire/frames.ts";
import { eventsOf } from "../reply/events.ts";
import { messageOf } from "../reply/message.ts";
import { requestId } from "../requests/messages-call.ts";
import type { MessagesCall } from "../requests/messages-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import type { ReplyStep } from "../script/step.ts";
import { errorBody } from "./vendor-error.ts";
import type { VendorError } from "./vendor-error.ts";

/** Answers to one request as the vendor writes them. */
export function voiceOf(call: MessagesCall): VendorVoice<ReplyOptions, VendorError> {
  return {
    reply: (step) => (call.stream ? streamedAnswer(step, call) : wholeAnswer(step, call)),
    failure: (status, error) => errorAnswer(status, error, call.number),
  };
}

/** An error as the vendor sends it. `number` counts the requests of the server. */
export function errorAnswer(status: number, error: VendorError, number: number): Answer {
  return jsonAnswer({ status, body: errorBody(error, requestId(number)), number });
}

/** A JSON document as the vendor sends it. */
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

function wholeAnswer({ reply, ending }: ReplyStep, call: MessagesCall): Answer {
  const { number } = call;
  const body = ending.kind === "error" ? errorBody(ending.error, requestId(number)) : messageOf(reply, call);
  const answer = jsonAnswer({ body, number });
  const headers: Record<string, string> = { ...answer.headers, ...headersOf(reply.wire) };
  // An answer that ends early cannot say how long it was going to be.
  if (ending.kind === "cut" && ending.how === "end") delete headers["content-length"];
  return { ...answer, headers, wire: reply.wire ?? {} };
}

function streamedAnswer({ reply, ending }: ReplyStep, call: MessagesCall): Answer {
  const wire = reply.wire ?? {};
  const events = eventsOf(reply, call);
  const sent =
    ending.kind === "error"
      ? [...events.slice(0, ending.afterChunks), errorBody(ending.error, requestId(call.number))]
      : events;
  const headers = {
    ...vendorHeaders(call.number),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    ...headersOf(wire),
  };
  return { status: 200, headers, frames: namedFrames(sent, wire), wire };
}

/** Each event is named on a line of its own, and once more in its data. */
function namedFrames(events: readonly JsonObject[], wire: WireOptions): readonly Uint8Array[] {
  return eventFrames(
    events.map((data) => ({
      event: typeof data["type"] === "string" ? data["type"] : undefined,
      data: JSON.stringify(data),
    })),
    wire,
  );
}

function vendorHeaders(number: number): Record<string, string> {
  return {
    "request-id": requestId(number),
    "anthropic-organization-id": "00000000-0000-0000-0000-000000000000",
  };
}
