import type { FinishReason, Usage } from "@definable/spec";
import { fakeOpenAI } from "../fake-openai/fake-openai.ts";
import { cut } from "../fake-openai/script/cut.ts";
import { failure } from "../fake-openai/script/failure.ts";
import { raw } from "../fake-server/script/raw.ts";
import { reply } from "../fake-openai/script/reply.ts";
import type { ReplyOptions } from "../fake-openai/script/reply.ts";
import { stall } from "../fake-openai/script/stall.ts";
import { streamError } from "../fake-openai/script/stream-error.ts";
import type { FakeStep } from "../fake-openai/script/step.ts";
import type { ModelDriver } from "./model-driver.ts";
import type { VendorAccident, VendorAnswer, VendorComplaint, VendorFailure, VendorReply } from "./vendor-answer.ts";

/** Makes the model under test from the address of the fake. */
export type OpenAIModelMaker = (connection: { readonly baseURL: string; readonly apiKey: string }) => ModelUnderTest;

/** What a driver opens: any model that fits the contract. */
type ModelUnderTest = Awaited<ReturnType<ModelDriver["open"]>>["model"];

const SECRET = "sk-conformance-secret";

/**
 * The driver for adapters that speak OpenAI's Chat Completions: `modelConformance(openAIVendor("MyChat", (connection)
 * => new MyChat({ id: "gpt-4o", ...connection })))`. `more` changes what the driver says of the model.
 */
export function openAIVendor(
  name: string,
  createModel: OpenAIModelMaker,
  more: Partial<ModelDriver> = {},
): ModelDriver {
  // The first chunk of a stream only says the role.
  return openAIDriver({ name, createModel, more, headChunks: 1 });
}

/** What the drivers of the vendor's APIs differ in. */
export interface OpenAIDriverParts {
  readonly name: string;
  readonly createModel: OpenAIModelMaker;
  readonly more: Partial<ModelDriver>;
  /** How many chunks of a stream come before the first one with text. */
  readonly headChunks: number;
}

/** A driver over the fake of OpenAI, whichever of its APIs the model speaks. */
export function openAIDriver({ name, createModel, headChunks, more }: OpenAIDriverParts): ModelDriver {
  return {
    name,
    secret: SECRET,
    refusedPart: { type: "video", url: "https://example.org/film.mp4" },
    open: async (answers) => {
      const server = await fakeOpenAI({ script: answers.map((answer) => stepOf(answer, headChunks)), apiKey: SECRET });
      return { model: createModel({ baseURL: server.baseURL, apiKey: SECRET }), server };
    },
    ...more,
  };
}

function stepOf(answer: VendorAnswer, headChunks: number): FakeStep {
  switch (answer.kind) {
    case "reply":
      return reply(replyOptions(answer));
    case "failure":
      return failure(failureOptions(answer));
    case "silence":
      return stall({ after: "nothing" });
    case "page":
      return raw({ headers: { "content-type": "text/html" }, body: "<!doctype html><title>Welcome</title>" });
    case "brokenJson":
      return raw({ headers: { "content-type": "text/event-stream" }, body: 'data: {"choices": [{"del\n\n' });
    case "stall":
    case "cut":
    case "earlyEnd":
    case "errorInStream":
      return accidentStep(answer, headChunks);
    default:
      return answer satisfies never;
  }
}

const FINISH: Readonly<Record<FinishReason, NonNullable<ReplyOptions["finishReason"]>>> = {
  stop: "stop",
  toolCalls: "tool_calls",
  length: "length",
  filter: "content_filter",
  other: "function_call",
};

function replyOptions({ text, reasoning, toolCalls, interleaved, ...answer }: VendorReply): ReplyOptions {
  return {
    text,
    reasoning,
    interleave: interleaved,
    toolCalls: toolCalls?.map(({ id, name, argumentPieces }) => ({ id, name, argumentDeltas: argumentPieces })),
    usage: answer.usage === undefined ? null : usageOptions(answer.usage),
    finishReason: answer.finishReason === undefined ? undefined : FINISH[answer.finishReason],
    wire: { bytesPerWrite: answer.bytesPerWrite },
  };
}

function usageOptions(usage: Usage): NonNullable<ReplyOptions["usage"]> {
  return {
    promptTokens: usage.inputTokens,
    completionTokens: usage.outputTokens,
    cachedTokens: usage.cacheReadTokens,
    reasoningTokens: usage.reasoningTokens,
  };
}

/** What the vendor answers to each complaint. Without a code it is what the vendor says for the status. */
const COMPLAINTS: Readonly<Record<VendorComplaint, { readonly status: number; readonly code?: string }>> = {
  authentication: { status: 401 },
  permission: { status: 403 },
  unknownModel: { status: 404 },
  badRequest: { status: 400 },
  contextTooLong: { status: 400, code: "context_length_exceeded" },
  requestTooLarge: { status: 413 },
  rateLimit: { status: 429 },
  quota: { status: 429, code: "insufficient_quota" },
  server: { status: 500 },
  overloaded: { status: 503 },
};

function failureOptions({ complaint, words, retryAfter }: VendorFailure): Parameters<typeof failure>[0] {
  return { ...COMPLAINTS[complaint], message: words, retryAfter };
}

function accidentStep({ kind, text, words }: VendorAccident, headChunks: number): FakeStep {
  // Behind the head comes one chunk a piece.
  const chunks = headChunks + (text?.length ?? 0);
  switch (kind) {
    case "stall":
      return stall(text === undefined ? { after: "headers" } : { text: [...text, "never"], after: { chunks } });
    case "cut":
      return cut({ text: [...(text ?? []), "never"], after: { chunks } });
    case "earlyEnd":
      return cut({ text: [...(text ?? []), "never"], after: { chunks }, how: "end" });
    case "errorInStream":
      return streamError({ text, afterChunks: chunks, error: { message: words } });
    default:
      return kind satisfies never;
  }
}
