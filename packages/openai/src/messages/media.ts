import type { Audio, File, Image, MediaSource } from "@definable/spec";

/** The bytes of a medium as a `data:` URL. Undefined when it has no bytes, or nothing says what they are. */
export function dataUrl(medium: MediaSource): string | undefined {
  if (medium.content === undefined || medium.mimeType === undefined) return undefined;
  return `data:${medium.mimeType};base64,${medium.content}`;
}

/** Where a model can look at a picture: its own URL, or its bytes as one. */
export function imageUrl(image: Image): string | undefined {
  return image.url ?? dataUrl(image);
}

/** The name that vendors have for the format of a sound, such as `wav`. */
export function audioFormat(audio: Audio): string | undefined {
  const said = audio.format ?? audio.mimeType?.split(";")[0]?.trim().toLowerCase().replace("audio/", "");
  return said === undefined ? undefined : (AUDIO_ALIASES[said] ?? said);
}

const AUDIO_ALIASES: Readonly<Record<string, string>> = {
  "x-wav": "wav",
  wave: "wav",
  "vnd.wave": "wav",
  mpeg: "mp3",
  "x-mp3": "mp3",
  mpeg3: "mp3",
};

/** The media type of a sound in a format that vendors name. */
export function audioMimeType(format: string): string {
  return AUDIO_MIME_TYPES[format] ?? `audio/${format}`;
}

const AUDIO_MIME_TYPES: Readonly<Record<string, string>> = { mp3: "audio/mpeg", pcm16: "audio/pcm" };

/** The name of a file; one made from its media type when it has none. */
export function fileName(file: File): string {
  if (file.filename !== undefined && file.filename !== "") return file.filename;
  const subtype = file.mimeType
    ?.split(";")[0]
    ?.split("/")[1]
    ?.replace(/[^a-z0-9]/gi, "");
  return subtype === undefined || subtype === "" ? "file" : `file.${subtype}`;
}

/** Joins base64 that came in pieces, each of which may have been encoded, and padded, by itself. */
export function joinBase64(pieces: readonly string[]): string {
  const whole = pieces.slice(0, -1).every((piece) => piece.length % 4 === 0 && !piece.endsWith("="));
  return whole ? pieces.join("") : btoa(pieces.map((piece) => atob(piece)).join(""));
}
