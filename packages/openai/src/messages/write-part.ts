import { InputError } from "@definable/spec";
import type { ContentPart } from "@definable/spec";
import type { ChatCompletionContentPart } from "openai/resources/chat/completions";
import type { ChatTarget } from "./chat-target.ts";
import { audioFormat, dataUrl, fileName, imageUrl } from "./media.ts";

/** A part of a user's message in the vendor's words. Throws `InputError` when the model cannot take it. */
export function writePart(part: ContentPart, target: ChatTarget): ChatCompletionContentPart {
  if (!target.profile.accepts.includes(part.type)) throw refusal(part, target, "cannot take it");
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text };
    case "image": {
      const url = imageUrl(part);
      if (url === undefined) throw refusal(part, target, "needs its url, or its content and mimeType");
      return { type: "image_url", image_url: { url, ...(part.detail === undefined ? {} : { detail: part.detail }) } };
    }
    case "audio": {
      const format = audioFormat(part);
      if (part.content === undefined || format === undefined) {
        throw refusal(part, target, "needs its content and its mimeType or format");
      }
      if (target.profile.strictApi && !isVendorFormat(format)) throw refusal(part, target, "takes wav and mp3 only");
      // Compatible servers take more formats than the SDK's type knows.
      return { type: "input_audio", input_audio: { data: part.content, format: format as "wav" | "mp3" } };
    }
    case "file": {
      const data = dataUrl(part);
      if (data === undefined) throw refusal(part, target, "needs its content and mimeType");
      return { type: "file", file: { file_data: data, filename: fileName(part) } };
    }
    case "video":
      throw refusal(part, target, "cannot take it");
    default:
      return part satisfies never;
  }
}

const isVendorFormat = (format: string): boolean => format === "wav" || format === "mp3";

function refusal(part: ContentPart, { id, profile }: ChatTarget, why: string): InputError {
  const kind = part.type !== "text" && part.mimeType !== undefined ? `${part.type} (${part.mimeType})` : part.type;
  return new InputError(
    "UNSUPPORTED_CONTENT",
    `The input holds a part of kind ${kind}, and the model "${id}" ${why}. Change or leave out the part, or use ` +
      `another model; this one takes: ${profile.accepts.join(", ")}.`,
  );
}
