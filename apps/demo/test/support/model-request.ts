import { toJsonSchema } from "@definable/tools";
import type { Message, MessageList, ModelListener, ModelReply, ModelRequest, ToolDefinition } from "@definable/spec";
import { z } from "zod";
import { offlineModel } from "../../src/offline-model/offline-model.ts";

/** A tool as a model is told of it. */
export function definition(name: string, description: string, shape: z.ZodRawShape): ToolDefinition {
  return { name, description, parameters: toJsonSchema(z.object(shape), name) };
}

/** A request of these messages. */
export function requestOf(
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
  more: Partial<ModelRequest> = {},
): ModelRequest {
  return { messages: listOf(messages), tools, settings: {}, signal: new AbortController().signal, ...more };
}

/** What the offline model replies to one question, and the deltas in which it said it. */
export async function reply(request: ModelRequest): Promise<ModelReply & { readonly deltas: readonly string[] }> {
  const deltas: string[] = [];
  const listener: ModelListener = { text: (delta) => void deltas.push(delta), reasoning: () => undefined };
  return { ...(await offlineModel({ pauseMs: 0 }).respond(request, listener)), deltas };
}

/** The calls to which one question leads, as name and parsed arguments. */
export async function callsFor(
  question: string,
  tools: readonly ToolDefinition[],
): Promise<readonly (readonly [string, unknown])[]> {
  const { toolCalls } = await reply(requestOf([{ role: "user", content: question }], tools));
  return toolCalls.map((call) => [call.name, JSON.parse(call.arguments)]);
}

function listOf(messages: readonly Message[]): MessageList {
  return {
    length: messages.length,
    at: (index) => messages.at(index),
    toArray: () => messages.slice(),
    [Symbol.iterator]: () => messages[Symbol.iterator](),
  };
}
