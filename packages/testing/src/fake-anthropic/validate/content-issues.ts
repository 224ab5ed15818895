import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { isAbsent, issue, missing, notListed, shown, wrongPattern, wrongType } from "./issue.ts";
import { mediumIssues } from "./medium-issues.ts";

/** Whose content it is, and where. */
export interface ContentPlace {
  readonly where: string;
  readonly role: string;
  readonly version: string | undefined;
}

/** Blocks of tools that the vendor runs himself: he knows what he said. */
const OF_THE_VENDOR = /^(server_tool_use|[a-z_]+_tool_result|container_upload|search_result|compaction)$/;

const TYPES = ["document", "image", "redacted_thinking", "text", "thinking", "tool_result", "tool_use"];

/** What the vendor has against the content of a message. */
export function* contentIssues(content: JsonValue | undefined, place: ContentPlace): Generator<VendorError> {
  const { where } = place;
  if (content === undefined) yield missing(`${where}.content`);
  else if (typeof content === "string") yield* stringIssues(content);
  else if (!isArray(content)) yield wrongType(`${where}.content`, "list");
  else {
    for (const [index, block] of content.entries()) {
      const at = `${where}.content.${index}`;
      if (isObject(block)) yield* blockIssues(block, { ...place, where: at });
      else yield wrongType(at, "dictionary");
    }
    const last = content.at(-1);
    if (place.role === "assistant" && isObject(last) && isThinking(last)) {
      yield issue(`${where}: The final block in an assistant message cannot be \`thinking\`.`);
    }
  }
}

/** A string stands for one block of text. The empty one is looked at where it stands. */
function* stringIssues(content: string): Generator<VendorError> {
  if (content !== "" && content.trim() === "")
    yield issue("messages: text content blocks must contain non-whitespace text");
}

const isThinking = (block: JsonObject): boolean =>
  block["type"] === "thinking" || block["type"] === "redacted_thinking";

function* blockIssues(block: JsonObject, place: ContentPlace): Generator<VendorError> {
  const { where, role } = place;
  const type = block["type"];
  if (type === undefined) {
    yield missing(`${where}.type`);
    return;
  }
  switch (type) {
    case "text":
      yield* textIssues(block, place);
      break;
    case "image":
    case "document":
      yield* mediumIssues(block, place);
      break;
    case "tool_use":
      if (role !== "assistant") yield issue(`${where}: \`tool_use\` blocks can only be in \`assistant\` messages`);
      yield* useIssues(block, `${where}.tool_use`);
      break;
    case "tool_result":
      if (role !== "user") yield issue(`${where}: \`tool_result\` blocks can only be in \`user\` messages`);
      yield* resultIssues(block, { ...place, where: `${where}.tool_result` });
      break;
    case "thinking":
    case "redacted_thinking":
      if (role !== "assistant") yield issue(`${where}: \`${type}\` blocks may only be in \`assistant\` messages`);
      if (!isAbsent(block["cache_control"]))
        yield issue(`${where}.${type}.cache_control: Extra inputs are not permitted`);
      break;
    default:
      if (!OF_THE_VENDOR.test(shown(type))) yield notListed(`${where}.type`, TYPES);
  }
}

function* textIssues(
  { text, citations, cache_control: mark }: JsonObject,
  place: ContentPlace,
): Generator<VendorError> {
  const { where, role, version } = place;
  if (text === undefined) yield missing(`${where}.text.text`);
  else if (typeof text !== "string") yield wrongType(`${where}.text.text`, "string");
  else if (text === "") {
    if (!isAbsent(mark)) yield issue(`${where}.text: cache_control cannot be set for empty text blocks`);
    yield issue("messages: text content blocks must be non-empty");
  } else if (text.trim() === "") yield issue("messages: text content blocks must contain non-whitespace text");
  if (version !== "2023-06-01" && role === "user" && isArray(citations) && citations.length > 0) {
    yield issue(`${where}.text.citations: citations are not permitted on text blocks in user messages`);
  }
}

function* useIssues({ id, name, input }: JsonObject, where: string): Generator<VendorError> {
  if (id === undefined) yield missing(`${where}.id`);
  else if (typeof id !== "string") yield wrongType(`${where}.id`, "string");
  else if (!/^[a-zA-Z0-9_-]+$/.test(id)) yield wrongPattern(`${where}.id`, "^[a-zA-Z0-9_-]+$");
  if (name === undefined) yield missing(`${where}.name`);
  else if (typeof name !== "string") yield wrongType(`${where}.name`, "string");
  else if (name === "") yield issue(`${where}.name: String should have at least 1 character`);
  else if (name.length > 200) yield issue(`${where}.name: String should have at most 200 characters`);
  if (input === undefined) yield missing(`${where}.input`);
  else if (!isObject(input)) yield wrongType(`${where}.input`, "dictionary");
}

function* resultIssues(block: JsonObject, place: ContentPlace): Generator<VendorError> {
  const { where } = place;
  const { tool_use_id: id, content, is_error: isError } = block;
  if (id === undefined) yield missing(`${where}.tool_use_id`);
  else if (typeof id !== "string" || !/^[a-zA-Z0-9_-]+$/.test(id)) {
    yield wrongPattern(`${where}.tool_use_id`, "^[a-zA-Z0-9_-]+$");
  }
  if (!isAbsent(isError) && typeof isError !== "boolean") yield wrongType(`${where}.is_error`, "boolean");
  if (isAbsent(content) || typeof content === "string") return;
  if (!isArray(content)) {
    yield wrongType(`${where}.content`, "list");
    return;
  }
  for (const [index, inner] of content.entries()) {
    const at = `${where}.content.${index}`;
    const type = isObject(inner) ? shown(inner["type"]) : "";
    if (!isObject(inner)) yield wrongType(at, "dictionary");
    else if (!["text", "image", "document", "search_result", "tool_reference"].includes(type)) {
      yield notListed(`${at}.type`, ["document", "image", "search_result", "text", "tool_reference"]);
    } else if (isError === true && type !== "text") {
      yield issue(`${where}: all content must be type \`text\` if \`is_error\` is true`);
    } else yield* blockIssues(inner, { ...place, where: at });
  }
}
