import type { JsonObject } from "@definable/spec";
import type { VendorVoice } from "../../fake-server/wire/answer.ts";
import type { Answer } from "../../fake-server/wire/deliver.ts";
import { eventFrames } from "../../fake-server/wire/frames.ts";
import { errorEvent, numbered, responseEvents } from "../reply/response-events.ts";
import { closedResponse, failedResponse } from "../reply/response-object.ts";
import type { ResponsesCall } from "../requests/responses-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import type { ReplyStep } from "../script/step.ts";
import { shown } from "../validate/issue.ts";
import { jsonAnswer, streamAnswer, wholeAnswer } from "./answer.ts";
import { errorBody } from "./vendor-error.ts";
import type { VendorError } from "./vendor-error.ts";

/** Answers to one request to the Responses API as the vendor writes them. */
export function responsesVoice(call: ResponsesCall): VendorVoice<ReplyOptions, VendorError> {
  return {
    reply: (step) => (call.stream ? streamedAnswer(step, call) : wholeAnswer(step, bodyOf(step, call), call.number)),
    failure: (status, error) => jsonAnswer({ status, body: errorBody(error), number: call.number }),
  };
}

function bodyOf({ reply, ending }: ReplyStep, call: ResponsesCall): JsonObject {
  return ending.kind === "error" ? failedResponse(reply, call, ending.error) : closedResponse(reply, call);
}

function streamedAnswer({ reply, ending }: ReplyStep, call: ResponsesCall): Answer {
  const wire = reply.wire ?? {};
  const events = responseEvents(reply, call);
  const sent =
    ending.kind === "error"
      ? numbered([...events.slice(0, ending.afterChunks), errorEvent(reply, call, ending.error)])
      : events;
  const frames = eventFrames(
    sent.map((event) => ({ event: shown(event["type"]), data: JSON.stringify(event) })),
    wire,
  );
  return streamAnswer(frames, wire, call.number);
}
