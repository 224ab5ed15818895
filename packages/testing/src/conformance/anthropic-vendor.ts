import type { FinishReason, Usage } from "@definable/spec";
import { fakeAnthropic } from "../fake-anthropic/fake-anthropic.ts";
import { cut } from "../fake-anthropic/script/cut.ts";
import { failure } from "../fake-anthropic/script/failure.ts";
import { reply } from "../fake-anthropic/script/reply.ts";
import type { ReplyOptions, StopReason } from "../fake-anthropic/script/reply.ts";
import { stall } from "../fake-anthropic/script/stall.ts";
import type { FakeStep } from "../fake-anthropic/script/step.ts";
import { streamError } from "../fake-anthropic/script/stream-error.ts";
import { raw } from "../fake-server/script/raw.ts";
import type { ModelDriver } from "./model-driver.ts";
import type { VendorAccident, VendorAnswer, VendorComplaint, VendorFailure, VendorReply } from "./vendor-answer.ts";

/** Makes the model under test from the address of the fake. */
export type AnthropicModelMaker = (connection: { readonly baseURL: string; readonly apiKey: string }) => ModelUnderTest;

/** What a driver opens: any model that fits the contract. */
type ModelUnderTest = Awaited<ReturnType<ModelDriver["open"]>>["model"];

const SECRET = "sk-ant-conformance-secret";

/**
 * The driver for adapters that speak Anthropic's Messages API: `modelConformance(anthropicVendor("MyClaude",
 * (connection) => new MyClaude({ id: "claude-opus-5-5", ...connection })))`. `more` changes what the driver says of the
 * model. The vendor counts every answer, so that case is left out.
 */
export function anthropicVendor(
  name: string,
  createModel: AnthropicModelMaker,
  more: Partial<ModelDriver> = {},
): ModelDriver {
  return {
    name,
    secret: SECRET,
    lacks: ["missingUsage"],
    refusedPart: { type: "audio", content: "UklGRg==", mimeType: "audio/wav" },
    open: async (answers) => {
      const server = await fakeAnthropic({ script: answers.map(stepOf), apiKey: SECRET });
      return { model: createModel({ baseURL: server.baseURL, apiKey: SECRET }), server };
    },
    ...more,
  };
}

function stepOf(answer: VendorAnswer): FakeStep {
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
      return raw({
        headers: { "content-type": "text/event-stream" },
        body: 'event: message_start\ndata: {"type": "mess\n\n',
      });
    case "stall":
    case "cut":
    case "earlyEnd":
    case "errorInStream":
      return accidentStep(answer);
    default:
      return answer satisfies never;
  }
}

const STOP: Readonly<Record<FinishReason, StopReason>> = {
  stop: "end_turn",
  toolCalls: "tool_use",
  length: "max_tokens",
  filter: "refusal",
  other: "pause_turn",
};

/** Calls never come in turn here: the vendor finishes one block before it begins the next. */
function replyOptions({ text, reasoning, toolCalls, ...answer }: VendorReply): ReplyOptions {
  return {
    text,
    thinking: reasoning,
    toolCalls: toolCalls?.map(({ id, name, argumentPieces }) => ({ id, name, argumentDeltas: argumentPieces })),
    usage: answer.usage === undefined ? undefined : usageOptions(answer.usage),
    stopReason: answer.finishReason === undefined ? undefined : STOP[answer.finishReason],
    wire: { bytesPerWrite: answer.bytesPerWrite },
  };
}

function usageOptions(usage: Usage): NonNullable<ReplyOptions["usage"]> {
  const { cacheReadTokens = 0, cacheWriteTokens = 0 } = usage;
  return {
    // The vendor counts cached tokens beside the others.
    inputTokens: usage.inputTokens - cacheReadTokens - cacheWriteTokens,
    outputTokens: usage.outputTokens,
    cacheReadTokens,
    cacheCreationTokens: cacheWriteTokens,
    thinkingTokens: usage.reasoningTokens,
  };
}

/** What the vendor answers to each complaint, and words without which it would be another. */
const COMPLAINTS: Readonly<Record<VendorComplaint, { readonly status: number; readonly says?: string }>> = {
  authentication: { status: 401 },
  permission: { status: 403 },
  unknownModel: { status: 404 },
  badRequest: { status: 400 },
  contextTooLong: { status: 400, says: "prompt is too long: 1000001 tokens > 1000000 maximum" },
  requestTooLarge: { status: 413 },
  rateLimit: { status: 429 },
  quota: { status: 402 },
  server: { status: 500 },
  overloaded: { status: 529 },
};

function failureOptions({ complaint, words, retryAfter }: VendorFailure): Parameters<typeof failure>[0] {
  const { status, says } = COMPLAINTS[complaint];
  return { status, message: says === undefined ? words : `${says} (${words})`, retryAfter };
}

function accidentStep({ kind, text, words }: VendorAccident): FakeStep {
  // A stream opens the message and its first block, says one ping, and then sends one event a piece.
  const chunks = 3 + (text?.length ?? 0);
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
