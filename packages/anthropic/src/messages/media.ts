import type { File, MediaSource } from "@definable/spec";

/** The media type alone, in small letters and under its proper name. */
export function mediaType({ mimeType }: MediaSource): string | undefined {
  const said = mimeType?.split(";")[0]?.trim().toLowerCase();
  return said === "image/jpg" ? "image/jpeg" : said;
}

/** The formats of pictures that the vendor takes as bytes. */
export function isPicture(type: string | undefined): type is "image/jpeg" | "image/png" | "image/gif" | "image/webp" {
  return type === "image/jpeg" || type === "image/png" || type === "image/gif" || type === "image/webp";
}

/** Whether a file is text that can be read as it stands. */
export function isPlainText(type: string | undefined): boolean {
  return type !== undefined && (type.startsWith("text/") || TEXTUAL.has(type) || /\+(json|xml)$/.test(type));
}

const TEXTUAL: ReadonlySet<string> = new Set(["application/json", "application/xml", "application/yaml"]);

/** Whether a file is a PDF; one that is only linked is taken for one unless it says otherwise. */
export function isPdf(file: File): boolean {
  const type = mediaType(file);
  return type === "application/pdf" || (type === undefined && file.url !== undefined);
}

/** The words in a base64 of UTF-8. Undefined when it is no base64. */
export function decodeText(base64: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
