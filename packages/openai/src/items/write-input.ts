import { InputError } from "@definable/spec";
import type { ContentPart } from "@definable/spec";
import type { ResponseInputContent } from "openai/resources/responses/responses";
import { dataUrl, fileName, imageUrl } from "../messages/media.ts";
import { partRefusal } from "../messages/part-refusal.ts";
import type { ResponsesTarget } from "./responses-target.ts";

/** A part of a user's message, or of a result, in the vendor's words. Throws `InputError` when the model cannot take it. */
export function writeInput(part: ContentPart, target: ResponsesTarget): ResponseInputContent {
  if (!target.profile.accepts.includes(part.type)) throw partRefusal(part, "cannot take it", target);
  switch (part.type) {
    case "text":
      return { type: "input_text", text: part.text };
    case "image": {
      const url = imageUrl(part);
      if (url === undefined) throw partRefusal(part, "needs its url, or its content and mimeType", target);
      return { type: "input_image", image_url: url, detail: part.detail ?? "auto" };
    }
    case "file": {
      if (part.url !== undefined) return { type: "input_file", file_url: part.url };
      const data = dataUrl(part);
      if (data === undefined) throw partRefusal(part, "needs its url, or its content and mimeType", target);
      return { type: "input_file", filename: fileName(part), file_data: data };
    }
    case "audio":
    case "video":
      throw partRefusal(part, "cannot take it", target);
    default:
      return part satisfies never;
  }
}

/** What the model cannot take is said in words: a run need not fail for what a tool shows. */
export function writeOrMention(part: ContentPart, target: ResponsesTarget): ResponseInputContent {
  try {
    return writeInput(part, target);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { type: "input_text", text: `(a part of kind ${part.type}, which you cannot be shown)` };
  }
}
