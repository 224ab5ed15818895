import OpenAI from "openai";
import type { ClientOptions } from "openai";
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from "openai/resources/chat/completions";
import type { FakeOpenAI } from "../../src/fake-openai/fake-openai.ts";

export type Params = Partial<ChatCompletionCreateParamsNonStreaming>;

/** The vendor's own client, without its retries. */
export function sdk(server: FakeOpenAI, options: ClientOptions = {}): OpenAI {
  return new OpenAI({ baseURL: server.baseURL, apiKey: "sk-test", maxRetries: 0, logLevel: "off", ...options });
}

export const hello: ChatCompletionMessageParam[] = [{ role: "user", content: "Hello" }];

export function functionTool(name: string): ChatCompletionTool {
  return { type: "function", function: { name, parameters: { type: "object", properties: {} } } };
}

/** One unstreamed call. */
export async function complete(
  server: FakeOpenAI,
  params: Params = {},
): Promise<ChatCompletion & { _request_id?: string | null }> {
  return sdk(server).chat.completions.create({ model: "gpt-4o", messages: hello, ...params });
}

/** One streamed call, read to its end. */
export async function streamed(server: FakeOpenAI, params: Params = {}): Promise<ChatCompletionChunk[]> {
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of await openStream(server, params)) chunks.push(chunk);
  return chunks;
}

/** One streamed call that asks for its usage. */
export async function openStream(server: FakeOpenAI, params: Params = {}): Promise<AsyncIterable<ChatCompletionChunk>> {
  return sdk(server).chat.completions.create({
    model: "gpt-4o",
    messages: hello,
    stream_options: { include_usage: true },
    ...params,
    stream: true,
  });
}

export function textOf(chunks: readonly ChatCompletionChunk[]): string {
  return chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
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
