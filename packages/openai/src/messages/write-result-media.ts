import { InputError } from "@definable/spec";
import type { ContentPart, ToolMessage } from "@definable/spec";
import type { ChatCompletionContentPart } from "openai/resources/chat/completions";
import { callId } from "./call-id.ts";
import type { ChatTarget } from "./chat-target.ts";
import { writePart } from "./write-part.ts";

/** What a tool gave beside its text. What the model cannot take is said in words: the run need not fail for it. */
export function writeResultMedia(
  message: ToolMessage,
  target: ChatTarget,
): readonly ChatCompletionContentPart[] | undefined {
  const parts: ContentPart[] = [
    ...(message.images ?? []).map((image) => ({ ...image, type: "image" as const })),
    ...(message.audio ?? []).map((audio) => ({ ...audio, type: "audio" as const })),
    ...(message.files ?? []).map((file) => ({ ...file, type: "file" as const })),
    ...(message.videos ?? []).map((video) => ({ ...video, type: "video" as const })),
  ];
  if (parts.length === 0) return undefined;
  const head = `From the result of the call ${callId(message.toolCallId)} of ${message.toolName}:`;
  return [{ type: "text", text: head }, ...parts.map((part) => writeOrMention(part, target))];
}

function writeOrMention(part: ContentPart, target: ChatTarget): ChatCompletionContentPart {
  try {
    return writePart(part, target);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { type: "text", text: `(a part of kind ${part.type}, which you cannot be shown)` };
  }
}
