import type { ContentPart, MediaInput, MediaSource, RunInputLike, RunOptions, UserMessage } from "@definable/spec";
import { InputError } from "@definable/spec";
import { toBase64 } from "./to-base64.ts";

/**
 * Makes user messages of what a caller gives: text, a message or several, with the media of the options in the last one.
 * Bytes become base64. Throws `INVALID_INPUT` for anything else, and for an input that says nothing.
 */
export function readInput(input: RunInputLike, options: RunOptions): readonly UserMessage[] {
  const messages = asMessages(input);
  const media = mediaParts(options);
  const last = messages.at(-1);
  if (last !== undefined && media.length > 0) messages[messages.length - 1] = withMedia(last, media);
  // A message that says nothing would make the history illegal.
  const spoken = messages.every(saysSomething) ? messages : messages.filter(saysSomething);
  if (spoken.length > 0) return spoken;
  throw new InputError("INVALID_INPUT", "The input of a run is empty. Give text, a message, or media.");
}

const saysSomething = ({ content }: UserMessage): boolean => content.length > 0;

function asMessages(input: RunInputLike): UserMessage[] {
  if (typeof input === "string") return [{ role: "user", content: input }];
  const messages: readonly unknown[] = Array.isArray(input) ? input : [input];
  return messages.map((message, index) => {
    if (isUserMessage(message))
      return typeof message.content === "string" ? message : { ...message, content: message.content.map(readPart) };
    throw new InputError(
      "INVALID_INPUT",
      `Input ${index} is no user message: give a string, or { role: "user", content }. Earlier turns of other roles go into the option "messages".`,
    );
  });
}

function isUserMessage(value: unknown): value is UserMessage {
  if (typeof value !== "object" || value === null) return false;
  if (!("role" in value) || value.role !== "user" || !("content" in value)) return false;
  return typeof value.content === "string" || Array.isArray(value.content);
}

/** Checks a part that a caller put into a message himself, perhaps without types. */
function readPart(part: ContentPart | null | undefined): ContentPart {
  switch (part?.type) {
    case "text":
      if (typeof part.text === "string") return part;
      break;
    case "image":
    case "audio":
    case "video":
    case "file":
      return { ...part, ...source(part, part.type) };
    default:
  }
  throw new InputError(
    "INVALID_INPUT",
    `A part of the input is none: its type is "${String(part?.type)}". Types are text (with text), image, audio, video and file.`,
  );
}

function withMedia(message: UserMessage, media: readonly ContentPart[]): UserMessage {
  const { content } = message;
  if (typeof content !== "string") return { ...message, content: [...content, ...media] };
  const text: readonly ContentPart[] = content === "" ? [] : [{ type: "text", text: content }];
  return { ...message, content: [...text, ...media] };
}

function mediaParts({ images, videos, audio, files }: RunOptions): readonly ContentPart[] {
  if ((images ?? videos ?? audio ?? files) === undefined) return [];
  return [
    ...(images ?? []).map((image): ContentPart => ({ ...image, ...source(image, "image"), type: "image" })),
    ...(videos ?? []).map((video): ContentPart => ({ ...video, ...source(video, "video"), type: "video" })),
    ...(audio ?? []).map((sound): ContentPart => ({ ...sound, ...source(sound, "audio"), type: "audio" })),
    ...(files ?? []).map((file): ContentPart => ({ ...file, ...source(file, "file"), type: "file" })),
  ];
}

/** Where the bytes are, as JSON can say it. Exactly one source must be there. */
function source(
  { url, filepath, content }: MediaInput<MediaSource>,
  kind: string,
): { readonly content: string | undefined } {
  const sources = [content, url, filepath].filter((given) => given !== undefined);
  if (sources.length !== 1) {
    throw new InputError(
      "INVALID_INPUT",
      `A medium of kind ${kind} needs exactly one of url, content and filepath; it has ${sources.length}.`,
    );
  }
  return { content: content instanceof Uint8Array ? toBase64(content) : content };
}
