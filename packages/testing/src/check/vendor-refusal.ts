import type { JsonValue } from "@definable/spec";
import { messagesIssue } from "../fake-anthropic/validate/messages-issue.ts";
import { chatIssue } from "../fake-openai/validate/chat-issues.ts";
import { responsesIssue } from "../fake-openai/validate/responses-issues.ts";
import type { HistoryRules } from "./assert-history.ts";

/**
 * What a vendor has against the body of a request, by the rules that its fake server applies: its sentence, or undefined
 * when it takes the request. You want it to judge many requests without a server. `version` is the `anthropic-version`
 * of the request; default the newest.
 */
export function vendorRefusal(vendor: HistoryRules, body: JsonValue, version?: string): string | undefined {
  switch (vendor) {
    case "openai-chat":
      return chatIssue(body)?.message;
    case "openai-responses":
      return responsesIssue(body)?.message;
    case "anthropic":
      return messagesIssue(body, version)?.message;
    default:
      return vendor satisfies never;
  }
}
