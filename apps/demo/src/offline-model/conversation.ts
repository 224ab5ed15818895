import type { AssistantMessage, JsonObject, Message, MessageList, ToolMessage } from "@definable/spec";

/** A call that was made, with its result once there is one. */
export interface MadeCall {
  readonly name: string;
  readonly args: JsonObject;
  readonly result: ToolMessage | undefined;
}

/** What the messages say: the question that is open, the calls made for it, and the last call made before it. */
export interface Conversation {
  readonly question: string;
  readonly calls: readonly MadeCall[];
  readonly before: MadeCall | undefined;
}

/** Reads the messages of a request. */
export function readConversation(messages: MessageList): Conversation {
  const all = [...messages];
  const asked = all.findLastIndex((message) => message.role === "user");
  // Several messages may have come at once: the question is all of them since the last answer.
  let first = asked;
  while (first > 0 && all[first - 1]?.role === "user") first--;
  const question = all
    .slice(Math.max(first, 0), asked + 1)
    .map(textOf)
    .join("\n");
  return { question, calls: callsIn(all.slice(asked + 1)), before: callsIn(all.slice(0, Math.max(first, 0))).at(-1) };
}

function callsIn(messages: readonly Message[]): readonly MadeCall[] {
  const results = new Map(
    messages.flatMap((message) => (message.role === "tool" ? [[message.toolCallId, message]] : [])),
  );
  return messages
    .filter((message): message is AssistantMessage => message.role === "assistant")
    .flatMap((message) => message.toolCalls ?? [])
    .map((call) => ({ name: call.name, args: parsed(call.arguments), result: results.get(call.id) }));
}

function textOf(message: Message): string {
  if (typeof message.content === "string") return message.content;
  return message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

function parsed(text: string): JsonObject {
  try {
    // These are the arguments that this model wrote itself, or an object by the contract of tool calls.
    return JSON.parse(text) as JsonObject;
  } catch {
    return {};
  }
}
