import type { JsonObject } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue } from "./issue.ts";

/** The calls of one assistant message and where each was answered. */
interface OpenCalls {
  readonly ids: readonly string[];
  readonly answeredAt: Map<string, number>;
}

/**
 * What the vendor has against the order of the messages: the calls of an assistant message are all answered by the
 * tool messages right behind it, once each, and a tool message answers nothing else.
 */
export function* turnIssues(messages: readonly JsonObject[]): Generator<VendorError> {
  let open: OpenCalls | undefined;
  for (const [index, message] of messages.entries()) {
    if (message["role"] === "tool") {
      yield* resultIssues(message, index, open);
      continue;
    }
    yield* unansweredIssues(open, `messages.[${index}].role`);
    open = callsOf(message);
    if (open !== undefined) yield* repeatedIds(open.ids, index);
  }
  yield* unansweredIssues(open, "messages");
}

function* resultIssues(message: JsonObject, index: number, open: OpenCalls | undefined): Generator<VendorError> {
  if (open === undefined) {
    yield issue(
      "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      `messages.[${index}].role`,
    );
    return;
  }
  const id = message["tool_call_id"];
  if (typeof id !== "string") return;
  const param = `messages.[${index}].tool_call_id`;
  const before = open.answeredAt.get(id);
  if (!open.ids.includes(id)) {
    yield issue(`Invalid parameter: 'tool_call_id' of '${id}' not found in 'tool_calls' of previous message.`, param);
  } else if (before !== undefined) {
    const where = `in messages[${before}] and messages[${index}]`;
    yield issue(`Invalid parameter: Duplicate value for 'tool_call_id' of '${id}', ${where}.`, param);
  }
  open.answeredAt.set(id, index);
}

function* unansweredIssues(open: OpenCalls | undefined, param: string): Generator<VendorError> {
  const left = open?.ids.filter((id) => !open.answeredAt.has(id)) ?? [];
  if (left.length === 0) return;
  yield issue(
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
      `The following tool_call_ids did not have response messages: ${left.join(", ")}`,
    param,
  );
}

function* repeatedIds(ids: readonly string[], index: number): Generator<VendorError> {
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice === undefined) return;
  const param = `messages.[${index}].tool_calls`;
  yield issue(`Invalid parameter: Duplicate value for 'id' of '${twice}' in 'tool_calls'.`, param);
}

function callsOf(message: JsonObject): OpenCalls | undefined {
  const calls = message["tool_calls"];
  if (!isArray(calls) || calls.length === 0) return undefined;
  const ids = calls.flatMap((call) => (isObject(call) && typeof call["id"] === "string" ? [call["id"]] : []));
  return { ids, answeredAt: new Map() };
}
