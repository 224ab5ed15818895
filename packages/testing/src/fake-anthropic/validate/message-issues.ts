import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { contentIssues } from "./content-issues.ts";
import { issue, missing, notListed, shown, wrongType } from "./issue.ts";
import { turnIssues } from "./turn-issues.ts";
import { turnsOf } from "./turns.ts";

const ROLES = ["user", "assistant", "system"];

/** What a request says besides its messages. */
export interface MessageScope {
  readonly model: string;
  readonly version: string | undefined;
}

/** What the vendor has against the messages: each by itself, then how they follow each other. */
export function* messageIssues(messages: JsonValue, scope: MessageScope): Generator<VendorError> {
  if (!isArray(messages)) {
    yield wrongType("messages", "list");
    return;
  }
  if (messages.length === 0) yield issue("messages: at least one message is required");
  const objects: JsonObject[] = [];
  for (const [index, message] of messages.entries()) {
    const where = `messages.${index}`;
    if (!isObject(message)) {
      yield wrongType(where, "dictionary");
      return;
    }
    const { role, content } = message;
    for (const name of Object.keys(message)) {
      if (name !== "role" && name !== "content") yield issue(`${where}.${name}: Extra inputs are not permitted`);
    }
    if (role === undefined) yield missing(`${where}.role`);
    else if (!ROLES.includes(shown(role))) yield notListed(`${where}.role`, ROLES);
    yield* contentIssues(content, { where, role: shown(role), version: scope.version });
    objects.push(message);
  }
  yield* orderIssues(objects, scope);
  yield* turnIssues(turnsOf(objects));
}

function* orderIssues(messages: readonly JsonObject[], { model }: MessageScope): Generator<VendorError> {
  if (messages[0]?.["role"] === "assistant") yield issue('messages: first message must use the "user" role');
  for (const [index, message] of messages.entries()) {
    const isLast = index === messages.length - 1;
    if (message["role"] === "system" && messages[index - 1]?.["role"] !== "user") {
      yield issue(`messages.${index}: role 'system' is only supported directly after a 'user' message`);
    }
    if (isEmpty(message["content"]) && !(isLast && message["role"] === "assistant")) {
      yield issue(
        `messages.${index}: all messages must have non-empty content except for the optional final assistant message`,
      );
    }
  }
  const last = messages.at(-1);
  if (last?.["role"] !== "assistant" || wasPaused(last["content"])) return;
  if (!/^claude-(opus|sonnet|haiku)-4-[0-5]/.test(model)) {
    yield issue(
      "This model does not support assistant message prefill. The conversation must end with a user message.",
    );
  }
  if (/\s$/.test(lastText(last["content"]))) {
    yield issue("messages: final assistant content cannot end with trailing whitespace");
  }
}

/** An answer in which the vendor runs tools himself may be paused, and then comes back as it is. */
function wasPaused(content: JsonValue | undefined): boolean {
  return isArray(content) && content.some((block) => isObject(block) && block["type"] === "server_tool_use");
}

function isEmpty(content: JsonValue | undefined): boolean {
  return content === "" || (isArray(content) && content.length === 0);
}

function lastText(content: JsonValue | undefined): string {
  if (typeof content === "string") return content;
  const last = isArray(content) ? content.at(-1) : undefined;
  return isObject(last) && typeof last["text"] === "string" ? last["text"] : "";
}
