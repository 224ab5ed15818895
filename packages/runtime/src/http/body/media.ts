import type { File, Image, JsonValue, MediaSource } from "@definable/spec";
import { Fields, forbidden } from "./fields.ts";

const SOURCE = ["url", "content", "mimeType"];
const DETAILS = ["low", "high", "auto"] as const;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/** A picture of a request. */
export function readImage(value: JsonValue, path: string): Image {
  return readImageFields(new Fields(value, path), []);
}

/** A picture whose object also holds the fields of `besides`. */
export function readImageFields(fields: Fields, besides: readonly string[]): Image {
  const source = readSource(fields, [...besides, "detail", "altText"]);
  const altText = fields.optionalText("altText");
  return {
    ...source,
    ...(fields.has("detail") ? { detail: fields.oneOf("detail", DETAILS) } : {}),
    ...(altText === undefined ? {} : { altText }),
  };
}

/** A document of a request. */
export function readFile(value: JsonValue, path: string): File {
  return readFileFields(new Fields(value, path), []);
}

/** A document whose object also holds the fields of `besides`. */
export function readFileFields(fields: Fields, besides: readonly string[]): File {
  const source = readSource(fields, [...besides, "filename"]);
  const filename = fields.optionalText("filename");
  return filename === undefined ? source : { ...source, filename };
}

/** Sound or a moving picture whose object also holds the fields of `besides`. */
export function readRecordingFields(
  fields: Fields,
  besides: readonly string[],
): MediaSource & { readonly format?: string } {
  const source = readSource(fields, [...besides, "format"]);
  const format = fields.optionalText("format");
  return format === undefined ? source : { ...source, format };
}

/** Where the bytes are. A path would let the caller read the server's disk, so it is refused by name. */
function readSource(fields: Fields, besides: readonly string[]): MediaSource {
  if (fields.has("filepath")) throw forbidden([fields.path("filepath")]);
  fields.allowOnly([...SOURCE, ...besides]);
  if (fields.has("url") === fields.has("content")) {
    throw fields.wrong(fields.has("url") ? "content" : "url", 'given, or "content" instead, not both and not neither');
  }
  const mimeType = readMimeType(fields);
  if (fields.has("url")) return { url: readUrl(fields), ...(mimeType === undefined ? {} : { mimeType }) };
  if (mimeType === undefined) throw fields.wrong("mimeType", "a media type such as image/png");
  return { content: readBase64(fields), mimeType };
}

function readMimeType(fields: Fields): string | undefined {
  const mimeType = fields.optionalText("mimeType");
  if (mimeType !== undefined && !MIME_TYPE.test(mimeType)) {
    throw fields.wrong("mimeType", "a media type such as image/png");
  }
  return mimeType;
}

function readUrl(fields: Fields): string {
  const url = fields.text("url");
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") throw fields.wrong("url", "an https URL");
  return url;
}

function readBase64(fields: Fields): string {
  const content = fields.text("content");
  if (content === "" || !BASE64.test(content)) throw fields.wrong("content", "base64");
  return content;
}
