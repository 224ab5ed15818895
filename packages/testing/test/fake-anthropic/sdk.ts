import Anthropic from "@anthropic-ai/sdk";
import type { ClientOptions } from "@anthropic-ai/sdk";
import type {
  Message,
  MessageCreateParamsNonStreaming,
  MessageParam,
  RawMessageStreamEvent,
} from "@anthropic-ai/sdk/resources/messages";
import type { FakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";

export type Params = Partial<MessageCreateParamsNonStreaming>;

export const MODEL = "claude-opus-5-5";

/** The vendor's own client, without its retries. */
export function sdk(server: FakeAnthropic, options: ClientOptions = {}): Anthropic {
  const quiet = { maxRetries: 0, logLevel: "off", openTelemetry: false } as const;
  return new Anthropic({ baseURL: server.baseURL, apiKey: "sk-ant-test", ...quiet, ...options });
}

export const hello: MessageParam[] = [{ role: "user", content: "Hello" }];

/** One unstreamed call. */
export async function complete(server: FakeAnthropic, params: Params = {}): Promise<Message> {
  return sdk(server).messages.create({ model: MODEL, max_tokens: 1000, messages: hello, ...params });
}

/** One streamed call, put together by the vendor's client. */
export async function accumulated(server: FakeAnthropic, params: Params = {}): Promise<Message> {
  return sdk(server)
    .messages.stream({ model: MODEL, max_tokens: 1000, messages: hello, ...params })
    .finalMessage();
}

/** The events of one streamed call. */
export async function openStream(
  server: FakeAnthropic,
  params: Params = {},
): Promise<AsyncIterable<RawMessageStreamEvent>> {
  return sdk(server).messages.create({ model: MODEL, max_tokens: 1000, messages: hello, ...params, stream: true });
}

/** The text in an event. */
export function textOf(event: RawMessageStreamEvent): string {
  return event.type === "content_block_delta" && event.delta.type === "text_delta" ? event.delta.text : "";
}

/** What a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expectedFailure(),
    (error: unknown) => error,
  );
}

function expectedFailure(): never {
  throw new Error("The promise was expected to reject.");
}
