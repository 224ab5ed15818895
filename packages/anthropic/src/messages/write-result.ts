import type { ToolResultBlockParam } from "@anthropic-ai/sdk/resources/messages";
import { InputError } from "@definable/spec";
import type { ContentPart, ToolMessage } from "@definable/spec";
import { callId } from "./call-id.ts";
import type { ClaudeTarget } from "./claude-target.ts";
import { writePart, writeText } from "./write-part.ts";
import type { ShownBlock } from "./write-part.ts";

/** What came of a call. What a tool shows beside its text stands in the result itself. */
export function writeResult(message: ToolMessage, target: ClaudeTarget): ToolResultBlockParam {
  const head = { type: "tool_result" as const, tool_use_id: callId(message.toolCallId) };
  const media = mediaOf(message).flatMap((part) => writeOrMention(part, target));
  const text = writeText(message.content);
  if (media.length > 0) {
    // The vendor takes pictures only from a call that went well; the words say what went wrong.
    return { ...head, content: text === undefined ? media : [text, ...media] };
  }
  return {
    ...head,
    ...(text === undefined ? {} : { content: text.text }),
    ...(message.isError === true ? { is_error: true } : {}),
  };
}

function mediaOf(message: ToolMessage): readonly ContentPart[] {
  return [
    ...(message.images ?? []).map((image) => ({ ...image, type: "image" as const })),
    ...(message.audio ?? []).map((audio) => ({ ...audio, type: "audio" as const })),
    ...(message.files ?? []).map((file) => ({ ...file, type: "file" as const })),
    ...(message.videos ?? []).map((video) => ({ ...video, type: "video" as const })),
  ];
}

/** What the model cannot take is said in words: the run need not fail for it. */
function writeOrMention(part: ContentPart, target: ClaudeTarget): readonly ShownBlock[] {
  try {
    return [writePart(part, target)].filter((block) => block !== undefined);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [{ type: "text", text: `(a part of kind ${part.type}, which you cannot be shown)` }];
  }
}
