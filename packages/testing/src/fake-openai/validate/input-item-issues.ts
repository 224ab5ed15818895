import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { inputContentIssues } from "./input-content-issues.ts";
import { emptyString, issue, longString, missing, notListed, shown, wrongType } from "./issue.ts";
import { functionNameIssues } from "./message-issues.ts";

const ROLES = ["assistant", "system", "developer", "user"];
const MAX_ID = 64;

/** What the vendor has against each item of the input by itself. */
export function* inputItemIssues(items: readonly JsonValue[]): Generator<VendorError> {
  for (const [index, item] of items.entries()) {
    const param = `input[${index}]`;
    if (isObject(item)) yield* itemIssues(item, param);
    else yield wrongType(param, "an object", item);
  }
}

function* itemIssues(item: JsonObject, param: string): Generator<VendorError> {
  const type = item["type"] ?? "message";
  switch (type) {
    case "message":
      yield* messageIssues(item, param);
      break;
    case "function_call":
      yield* callIssues(item, param);
      break;
    case "function_call_output":
      yield* resultIssues(item, param);
      break;
    case "reasoning":
      yield* reasoningIssues(item, param);
      break;
    default:
      if (typeof type !== "string" || !OTHERS.has(type)) yield notListed(param, type, [...TYPES, ...OTHERS]);
  }
}

const TYPES = ["message", "function_call", "function_call_output", "reasoning"];

/** Items of tools that the vendor runs: he knows what is in them. */
const OTHERS: ReadonlySet<string> = new Set([
  "web_search_call",
  "file_search_call",
  "code_interpreter_call",
  "image_generation_call",
  "mcp_list_tools",
  "mcp_call",
  "compaction",
  "item_reference",
]);

function* messageIssues(item: JsonObject, param: string): Generator<VendorError> {
  const { content, id, role } = item;
  yield* unknownFields(item, param, ["type", "id", "role", "content", "status", "phase"]);
  if (role === undefined) yield missing(`${param}.role`);
  else if (typeof role !== "string" || !ROLES.includes(role)) yield notListed(`${param}.role`, role, ROLES);
  yield* idIssues(id, param, "msg");
  if (content === undefined) yield missing(`${param}.content`);
  else yield* inputContentIssues(content, `${param}.content`, role === "assistant");
}

function* callIssues(item: JsonObject, param: string): Generator<VendorError> {
  yield* unknownFields(item, param, ["type", "id", "call_id", "name", "arguments", "status", "namespace", "caller"]);
  yield* idIssues(item["id"], param, "fc");
  yield* callIdIssues(item["call_id"], param);
  yield* functionNameIssues(item["name"], `${param}.name`);
  const { arguments: text } = item;
  if (text === undefined) yield missing(`${param}.arguments`);
  else if (typeof text !== "string") yield wrongType(`${param}.arguments`, "a string", text);
}

function* resultIssues(item: JsonObject, param: string): Generator<VendorError> {
  yield* unknownFields(item, param, ["type", "id", "call_id", "output", "status", "name", "namespace", "caller"]);
  yield* callIdIssues(item["call_id"], param);
  const { output } = item;
  if (output === undefined) yield missing(`${param}.output`);
  else yield* inputContentIssues(output, `${param}.output`, false);
}

function* reasoningIssues(item: JsonObject, param: string): Generator<VendorError> {
  yield* unknownFields(item, param, ["type", "id", "summary", "content", "encrypted_content", "status"]);
  const { id, summary } = item;
  if (id === undefined) yield missing(`${param}.id`);
  yield* idIssues(id, param, "rs");
  if (summary === undefined) yield missing(`${param}.summary`);
  else if (!isArray(summary)) yield wrongType(`${param}.summary`, "an array of objects", summary);
  else {
    for (const [index, piece] of summary.entries()) {
      const where = `${param}.summary[${index}]`;
      if (!isObject(piece) || typeof piece["text"] !== "string") yield missing(`${where}.text`);
      else if (piece["type"] !== "summary_text")
        yield notListed(`${where}.type`, piece["type"] ?? null, ["summary_text"]);
    }
  }
}

function* unknownFields(item: JsonObject, param: string, known: readonly string[]): Generator<VendorError> {
  const name = Object.keys(item).find((field) => !known.includes(field));
  if (name === undefined) return;
  yield issue(`Unknown parameter: '${param}.${name}'.`, `${param}.${name}`, "unknown_parameter");
}

function* idIssues(id: JsonValue | undefined, param: string, prefix: string): Generator<VendorError> {
  if (id === undefined || id === null) return;
  const where = `${param}.id`;
  if (typeof id !== "string") yield wrongType(where, "a string", id);
  else if (id.length > MAX_ID) yield longString(where, MAX_ID, id.length);
  else if (!id.startsWith(prefix)) {
    yield issue(
      `Invalid '${where}': '${shown(id)}'. Expected an ID that begins with '${prefix}'.`,
      where,
      "invalid_value",
    );
  }
}

function* callIdIssues(id: JsonValue | undefined, param: string): Generator<VendorError> {
  const where = `${param}.call_id`;
  if (id === undefined) yield missing(where);
  else if (typeof id !== "string") yield wrongType(where, "a string", id);
  else if (id === "") yield emptyString(where);
  else if (id.length > MAX_ID) yield longString(where, MAX_ID, id.length);
}
