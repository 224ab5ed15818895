import { InputError } from "@definable/spec";
import type { ContentPart, ToolMessage } from "@definable/spec";
import type { ChatCompletionContentPart } from "openai/resources/chat/completions";
import { callId } from "./call-id.ts";
import type { ChatTarget } from "./chat-target.ts";
import { resultParts } from "./result-parts.ts";
import { writePart } from "./write-part.ts";

/** What a tool gave beside its text. What the model cannot take is said in words: the run need not fail for it. */
export function writeResultMedia(
  message: ToolMessage,
  target: ChatTarget,
): readonly ChatCompletionContentPart[] | undefined {
  const parts = resultParts(message);
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
