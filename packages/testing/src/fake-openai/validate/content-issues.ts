import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { fileIssues } from "./file-issues.ts";
import { issue, missing, notListed, shown, wrongType } from "./issue.ts";

const PART_TYPES = ["text", "image_url", "input_audio", "refusal", "audio", "file"];

/** What the vendor has against the content of a message. */
export function* contentIssues(message: JsonObject, param: string): Generator<VendorError> {
  const { role, content } = message;
  if (content === undefined || content === null) {
    if (!mayBeSilent(message)) yield nothingSaid(param, content);
    return;
  }
  if (typeof content === "string") return;
  if (!isArray(content)) {
    yield wrongType(`${param}.content`, "one of a string or array of objects", content);
    return;
  }
  for (const [index, part] of content.entries()) {
    const where = `${param}.content[${index}]`;
    if (isObject(part)) {
      yield* placeIssues(part, where, { role, param });
      yield* partIssues(part, where);
    } else yield wrongType(where, "an object", part);
  }
}

function mayBeSilent(message: JsonObject): boolean {
  if (message["role"] === "function") return true;
  const says = ["tool_calls", "function_call", "refusal", "audio"] as const;
  return message["role"] === "assistant" && says.some((name) => message[name] !== undefined && message[name] !== null);
}

function nothingSaid(param: string, content: null | undefined): VendorError {
  if (content === undefined) return missing(`${param}.content`);
  const dotted = param.replace("[", ".[");
  return issue("Invalid value for 'content': expected a string, got null.", `${dotted}.content`);
}

/** Only a user may show pictures, sound and files; only the assistant refuses. */
function* placeIssues(
  part: JsonObject,
  where: string,
  message: { readonly role: JsonValue | undefined; readonly param: string },
): Generator<VendorError> {
  const { type } = part;
  const { role, param } = message;
  if (type === "image_url" && role !== "user") {
    yield issue(
      `Invalid '${param}'. Image URLs are only allowed for messages with role 'user', but this message with role ` +
        `'${shown(role)}' contains an image URL.`,
      param,
      "invalid_value",
    );
  } else if ((type === "input_audio" || type === "file") && role !== "user") {
    yield notListed(`${where}.type`, type, role === "assistant" ? ["text", "refusal"] : ["text"]);
  } else if (type === "refusal" && role !== "assistant") yield notListed(`${where}.type`, type, ["text"]);
}

function* partIssues(part: JsonObject, where: string): Generator<VendorError> {
  const { type } = part;
  switch (type) {
    case undefined:
      yield missing(`${where}.type`);
      break;
    case "text":
    case "refusal":
      yield* textIssues(part[type], `${where}.${type}`);
      break;
    case "image_url":
      yield* imageIssues(part[type], `${where}.image_url`);
      break;
    case "input_audio":
      yield* audioIssues(part[type], `${where}.input_audio`);
      break;
    case "file":
      if (!isObject(part[type])) yield missing(`${where}.file`);
      else if (part[type]["file_id"] === undefined) yield* fileIssues(part[type], `${where}.file`);
      break;
    default:
      yield notListed(`${where}.type`, type, PART_TYPES);
  }
}

function* textIssues(text: JsonValue | undefined, where: string): Generator<VendorError> {
  if (text === undefined) yield missing(where);
  else if (typeof text !== "string") yield wrongType(where, "a string", text);
}

function* imageIssues(image: JsonValue | undefined, where: string): Generator<VendorError> {
  if (!isObject(image) || image["url"] === undefined) {
    yield missing(`${where}.url`);
    return;
  }
  const { url } = image;
  if (typeof url !== "string") yield wrongType(`${where}.url`, "a string", url);
  else if (!/^https?:\/\/|^data:image\/[a-z+.-]+;base64,/i.test(url)) {
    yield issue(
      "Invalid image URL. The URL must be a valid HTTP or HTTPS URL, or a data URL with base64 encoding.",
      "messages",
      "invalid_image_url",
    );
  }
}

function* audioIssues(audio: JsonValue | undefined, where: string): Generator<VendorError> {
  const { data, format } = isObject(audio) ? audio : {};
  yield* textIssues(data, `${where}.data`);
  if (format === undefined) yield missing(`${where}.format`);
  else if (format !== "wav" && format !== "mp3") yield notListed(`${where}.format`, format, ["wav", "mp3"]);
}
