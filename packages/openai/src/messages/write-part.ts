import type { ContentPart } from "@definable/spec";
import type { ChatCompletionContentPart } from "openai/resources/chat/completions";
import type { ChatTarget } from "./chat-target.ts";
import { partRefusal } from "./part-refusal.ts";
import { audioFormat, dataUrl, fileName, imageUrl } from "./media.ts";

/** A part of a user's message in the vendor's words. Throws `InputError` when the model cannot take it. */
export function writePart(part: ContentPart, target: ChatTarget): ChatCompletionContentPart {
  if (!target.profile.accepts.includes(part.type)) throw partRefusal(part, "cannot take it", target);
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text };
    case "image": {
      const url = imageUrl(part);
      if (url === undefined) throw partRefusal(part, "needs its url, or its content and mimeType", target);
      return { type: "image_url", image_url: { url, ...(part.detail === undefined ? {} : { detail: part.detail }) } };
    }
    case "audio": {
      const format = audioFormat(part);
      if (part.content === undefined || format === undefined) {
        throw partRefusal(part, "needs its content and its mimeType or format", target);
      }
      if (target.profile.strictApi && !isVendorFormat(format))
        throw partRefusal(part, "takes wav and mp3 only", target);
      // Compatible servers take more formats than the SDK's type knows.
      return { type: "input_audio", input_audio: { data: part.content, format: format as "wav" | "mp3" } };
    }
    case "file": {
      const data = dataUrl(part);
      if (data === undefined) throw partRefusal(part, "needs its content and mimeType", target);
      return { type: "file", file: { file_data: data, filename: fileName(part) } };
    }
    case "video":
      throw partRefusal(part, "cannot take it", target);
    default:
      return part satisfies never;
  }
}

const isVendorFormat = (format: string): boolean => format === "wav" || format === "mp3";
