import type { JsonObject } from "@definable/spec";
import { isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import type { ContentPlace } from "./content-issues.ts";
import { issue, missing, notListed, shown, wrongType } from "./issue.ts";

const IMAGE_TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  image: ["base64", "url", "file"],
  document: ["base64", "text", "content", "url", "file"],
};

/** What the vendor has against a picture or a document. */
export function* mediumIssues(block: JsonObject, { where, role }: ContentPlace): Generator<VendorError> {
  const type = shown(block["type"]);
  if (role === "assistant") yield issue(`${where}: \`${type}\` blocks are not permitted in assistant messages`);
  const { source } = block;
  const at = `${where}.${type}.source`;
  if (source === undefined) {
    yield missing(at);
    return;
  }
  const kind = isObject(source) ? shown(source["type"]) : "";
  if (!isObject(source)) yield wrongType(at, "dictionary");
  else if (SOURCES[type]?.includes(kind) !== true) yield notListed(`${at}.type`, SOURCES[type] ?? []);
  else if (kind === "base64") yield* base64Issues(source, type, `${at}.base64`);
  else if (kind === "text") yield* plainTextIssues(source, `${at}.text`);
  else if (kind === "url") yield* urlIssues(source, `${at}.url`);
}

function* base64Issues(source: JsonObject, type: string, where: string): Generator<VendorError> {
  const { data, media_type: mediaType } = source;
  const allowed = type === "image" ? IMAGE_TYPES : ["application/pdf"];
  if (mediaType === undefined) yield missing(`${where}.media_type`);
  else if (!allowed.includes(shown(mediaType))) yield notListed(`${where}.media_type`, allowed);
  if (data === undefined) yield missing(`${where}.data`);
  else if (typeof data !== "string") yield wrongType(`${where}.data`, "string");
  else if (data === "") yield issue(`${where}.data: ${type} cannot be empty`);
  else if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data)) yield issue(`${where}.data: invalid base64 data`);
}

function* plainTextIssues({ data, media_type: mediaType }: JsonObject, where: string): Generator<VendorError> {
  if (mediaType !== "text/plain") yield notListed(`${where}.media_type`, ["text/plain"]);
  if (typeof data !== "string")
    yield data === undefined ? missing(`${where}.data`) : wrongType(`${where}.data`, "string");
  else if (data === "") yield issue(`${where}.data: document cannot be empty`);
}

function* urlIssues({ url }: JsonObject, where: string): Generator<VendorError> {
  if (url === undefined) yield missing(`${where}.url`);
  else if (typeof url !== "string") yield wrongType(`${where}.url`, "string");
  else if (!url.startsWith("https://")) yield issue(`${where}.url: Only HTTPS URLs are supported.`);
}
