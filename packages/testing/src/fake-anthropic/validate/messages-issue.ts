import type { JsonObject, JsonValue } from "@definable/spec";
import { isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { cacheIssues } from "./cache-issues.ts";
import { issue, missing, wrongType } from "./issue.ts";
import { messageIssues } from "./message-issues.ts";
import { settingIssues } from "./setting-issues.ts";
import { thinkingIssues } from "./thinking-issues.ts";
import { toolIssues } from "./tool-issues.ts";

/** The first thing that the vendor has against a request for a message (status 400), or undefined. */
export function messagesIssue(body: JsonValue | undefined, version: string | undefined): VendorError | undefined {
  for (const found of issues(body, version)) return found;
  return undefined;
}

function* issues(body: JsonValue | undefined, version: string | undefined): Generator<VendorError> {
  if (body === undefined) yield issue("The request body is empty.");
  else if (isObject(body)) yield* bodyIssues(body, version);
  else yield wrongType("body", "dictionary");
}

function* bodyIssues(body: JsonObject, version: string | undefined): Generator<VendorError> {
  const { model, messages } = body;
  yield* settingIssues(body, version);
  if (model === undefined) yield missing("model");
  else if (typeof model !== "string") yield wrongType("model", "string");
  if (messages === undefined) yield missing("messages");
  else yield* messageIssues(messages, { model: typeof model === "string" ? model : "", version });
  yield* toolIssues(body);
  yield* thinkingIssues(body);
  yield* cacheIssues(body);
}
