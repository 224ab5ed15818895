import type { ContentPart, Message } from "@definable/spec";

/** What the tiny model says of its messages. */
interface Writing {
  readonly instructions: string | undefined;
  /** Another form of a part, or undefined for the usual one. */
  readonly onPart: (part: ContentPart) => object | undefined;
}

/** Messages as Chat Completions wants them. */
export function wireMessages(messages: readonly Message[], { instructions, onPart }: Writing): readonly object[] {
  const system = instructions === undefined ? [] : [{ role: "system", content: instructions }];
  return [...system, ...messages.map((message) => wireMessage(message, onPart))];
}

function wireMessage(message: Message, onPart: Writing["onPart"]): object {
  switch (message.role) {
    case "system":
      return message;
    case "user": {
      const { content } = message;
      if (typeof content === "string") return { role: "user", content };
      return { role: "user", content: content.map((part) => onPart(part) ?? wirePart(part)) };
    }
    case "assistant":
      return {
        role: "assistant",
        content: message.content === "" ? null : message.content,
        ...(message.toolCalls !== undefined && {
          tool_calls: message.toolCalls.map(({ id, ...call }) => ({ id, type: "function", function: call })),
        }),
      };
    case "tool":
      return { role: "tool", tool_call_id: message.toolCallId, content: message.content };
    default:
      return message satisfies never;
  }
}

function wirePart(part: ContentPart): object {
  if (part.type === "image")
    return { type: "image_url", image_url: { url: `data:${part.mimeType};base64,${part.content}` } };
  if (part.type !== "file") return part;
  return { type: "file", file: { filename: part.filename, file_data: `data:${part.mimeType};base64,${part.content}` } };
}
