import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
  ChatCompletionUserMessageParam,
} from "openai/resources/chat/completions";
import type { Message, UserMessage } from "@definable/spec";
import { callId } from "./call-id.ts";
import type { ChatTarget } from "./chat-target.ts";
import { writeAssistant } from "./write-assistant.ts";
import { writePart } from "./write-part.ts";
import { writeResultMedia } from "./write-result-media.ts";

/** A message in the vendor's words, and the media of a tool result, which only a user's message may hold. */
export interface WrittenMessage {
  readonly param: ChatCompletionMessageParam;
  readonly media?: readonly ChatCompletionContentPart[] | undefined;
}

/** Says a message in the vendor's words. Throws `InputError` for a part that the model cannot take. */
export function writeMessage(message: Message, target: ChatTarget): WrittenMessage {
  switch (message.role) {
    case "system":
      return { param: { role: target.profile.instructionsRole, content: message.content } };
    case "user":
      return { param: writeUser(message, target) };
    case "assistant":
      return { param: writeAssistant(message, target) };
    case "tool":
      return {
        param: { role: "tool", tool_call_id: callId(message.toolCallId), content: message.content },
        media: writeResultMedia(message, target),
      };
    default:
      return message satisfies never;
  }
}

function writeUser({ content, name }: UserMessage, target: ChatTarget): ChatCompletionUserMessageParam {
  return {
    role: "user",
    content: typeof content === "string" ? content : content.map((part) => writePart(part, target)),
    // The vendor refuses names with spaces and the signs of markup.
    ...(name === undefined || name === "" || !target.profile.takesNames
      ? {}
      : { name: name.replace(/[\s<|\\/>]+/g, "_") }),
  };
}
