import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { contentIssues } from "./content-issues.ts";
import { emptyArray, issue, longString, missing, notListed, wrongPattern, wrongType } from "./issue.ts";
import { turnIssues } from "./turn-issues.ts";

const ROLES = ["system", "assistant", "user", "function", "tool", "developer"];
const MAX_CALL_ID = 40;

/** What the vendor has against the messages: each by itself, then how tool calls and results follow each other. */
export function* messageIssues(messages: JsonValue): Generator<VendorError> {
  if (!isArray(messages)) {
    yield wrongType("messages", "an array of objects", messages);
    return;
  }
  if (messages.length === 0) yield emptyArray("messages");
  const objects: JsonObject[] = [];
  for (const [index, message] of messages.entries()) {
    const param = `messages[${index}]`;
    if (!isObject(message)) {
      yield wrongType(param, "an object", message);
      return;
    }
    yield* roleIssues(message, param);
    yield* contentIssues(message, param);
    yield* callIssues(message, param);
    objects.push(message);
  }
  yield* turnIssues(objects);
}

function* roleIssues({ role, name }: JsonObject, param: string): Generator<VendorError> {
  if (role === undefined) yield missing(`${param}.role`);
  else if (typeof role !== "string") yield wrongType(`${param}.role`, "a string", role);
  else if (!ROLES.includes(role)) yield notListed(`${param}.role`, role, ROLES);
  if (typeof name === "string" && !/^[^\s<|\\/>]+$/.test(name)) {
    yield wrongPattern(`${param}.name`, "^[^\\s<|\\\\/>]+$");
  }
}

function* callIssues(message: JsonObject, param: string): Generator<VendorError> {
  if (message["role"] === "tool" && message["tool_call_id"] === undefined) yield missing(`${param}.tool_call_id`);
  const calls = message["tool_calls"];
  if (calls === undefined || calls === null) return;
  if (message["role"] !== "assistant") {
    yield issue(`Unknown parameter: '${param}.tool_calls'.`, `${param}.tool_calls`, "unknown_parameter");
  } else if (!isArray(calls)) {
    yield wrongType(`${param}.tool_calls`, "an array of objects", calls);
  } else {
    if (calls.length === 0) yield emptyArray(`${param}.tool_calls`);
    for (const [index, call] of calls.entries()) yield* oneCallIssues(call, `${param}.tool_calls[${index}]`);
  }
}

function* oneCallIssues(call: JsonValue, param: string): Generator<VendorError> {
  if (!isObject(call)) {
    yield wrongType(param, "an object", call);
    return;
  }
  const { id, type } = call;
  if (typeof id !== "string")
    yield id === undefined ? missing(`${param}.id`) : wrongType(`${param}.id`, "a string", id);
  else if (id.length > MAX_CALL_ID) yield longString(`${param}.id`, MAX_CALL_ID, id.length);
  if (type === undefined) yield missing(`${param}.type`);
  else if (type !== "function" && type !== "custom") yield notListed(`${param}.type`, type, ["function", "custom"]);
  if (type !== "function") return;
  const made = call["function"];
  if (!isObject(made)) {
    yield missing(`${param}.function`);
    return;
  }
  yield* functionNameIssues(made["name"], `${param}.function.name`);
  const { arguments: text } = made;
  if (text === undefined) yield missing(`${param}.function.arguments`);
  else if (typeof text !== "string") yield wrongType(`${param}.function.arguments`, "a string", text);
}

/** What the vendor has against the name of a function. */
export function* functionNameIssues(name: JsonValue | undefined, param: string): Generator<VendorError> {
  if (name === undefined) yield missing(param);
  else if (typeof name !== "string") yield wrongType(param, "a string", name);
  else if (name.length > 64) yield longString(param, 64, name.length);
  else if (!/^[a-zA-Z0-9_-]+$/.test(name)) yield wrongPattern(param, "^[a-zA-Z0-9_-]+$");
}
