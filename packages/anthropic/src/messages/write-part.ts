import type { DocumentBlockParam, ImageBlockParam, TextBlockParam } from "@anthropic-ai/sdk/resources/messages";
import { InputError } from "@definable/spec";
import type { ContentPart, FilePart, ImagePart } from "@definable/spec";
import type { ClaudeTarget } from "./claude-target.ts";
import { decodeText, isPdf, isPicture, isPlainText, mediaType } from "./media.ts";

/** What a user, or the result of a tool, may show. */
export type ShownBlock = TextBlockParam | ImageBlockParam | DocumentBlockParam;

/**
 * A part of a user's message in the vendor's words; undefined for a text that says nothing, which he refuses. Throws
 * `InputError` when the model cannot take it.
 */
export function writePart(part: ContentPart, target: ClaudeTarget): ShownBlock | undefined {
  if (!target.profile.accepts.includes(part.type)) throw refusal(part, target, "cannot take it");
  switch (part.type) {
    case "text":
      return writeText(part.text);
    case "image":
      return { type: "image", source: imageSource(part, target) };
    case "file":
      return writeFile(part, target);
    case "audio":
    case "video":
      throw refusal(part, target, "cannot take it");
    default:
      return part satisfies never;
  }
}

/** A text block; undefined when there is nothing in it. The vendor reads no half characters. */
export function writeText(text: string): TextBlockParam | undefined {
  return text.trim() === "" ? undefined : { type: "text", text: text.toWellFormed() };
}

function imageSource(part: ImagePart, target: ClaudeTarget): ImageBlockParam["source"] {
  const { url, content } = part;
  if (url !== undefined) return { type: "url", url: secure(url, part, target) };
  const type = mediaType(part);
  if (!content || type === undefined) throw refusal(part, target, "needs its url, or its content and mimeType");
  if (!isPicture(type)) throw refusal(part, target, "takes JPEG, PNG, GIF and WebP only");
  return { type: "base64", media_type: type, data: content };
}

function writeFile(part: FilePart, target: ClaudeTarget): ShownBlock {
  const { url, content, filename } = part;
  const title = filename === undefined || filename === "" ? {} : { title: filename.toWellFormed() };
  if (isPdf(part)) {
    if (url !== undefined)
      return { type: "document", source: { type: "url", url: secure(url, part, target) }, ...title };
    if (!content) throw refusal(part, target, "needs its url, or its content and mimeType");
    return { type: "document", source: { type: "base64", media_type: "application/pdf", data: content }, ...title };
  }
  if (!content || !isPlainText(mediaType(part))) {
    throw refusal(part, target, "takes PDFs, and text as content with its mimeType");
  }
  const data = decodeText(content);
  if (data === undefined) throw refusal(part, target, "needs its content as base64");
  if (data.trim() === "") return { type: "text", text: `(the file ${filename?.toWellFormed() ?? ""} is empty)` };
  return { type: "document", source: { type: "text", media_type: "text/plain", data }, ...title };
}

function secure(url: string, part: ContentPart, target: ClaudeTarget): string {
  if (!url.startsWith("https://")) throw refusal(part, target, "takes links that begin with https:// only");
  return url;
}

function refusal(part: ContentPart, { id, profile }: ClaudeTarget, why: string): InputError {
  const kind = part.type !== "text" && part.mimeType !== undefined ? `${part.type} (${part.mimeType})` : part.type;
  return new InputError(
    "UNSUPPORTED_CONTENT",
    `The input holds a part of kind ${kind}, and the model "${id}" ${why}. Change or leave out the part, or use ` +
      `another model; this one takes: ${profile.accepts.join(", ")}.`,
  );
}
