import type { SystemMessage, ToolMessage, UserMessage } from "@definable/spec";
import type { ResponseInputItem } from "openai/resources/responses/responses";
import { callId } from "../messages/call-id.ts";
import { resultParts } from "../messages/result-parts.ts";
import type { ResponsesTarget } from "./responses-target.ts";
import { writeInput, writeOrMention } from "./write-input.ts";

/**
 * Says in the vendor's words what the model did not say itself. A message without a part is left out. Throws `InputError`
 * for a part that the model cannot take.
 */
export function writeItem(
  message: SystemMessage | UserMessage | ToolMessage,
  target: ResponsesTarget,
): readonly ResponseInputItem[] {
  switch (message.role) {
    case "system":
      return [{ role: target.profile.instructionsRole, content: message.content }];
    case "user": {
      // The vendor has no field for the name of who speaks.
      const { content } = message;
      if (content.length === 0) return [];
      if (typeof content === "string") return [{ role: "user", content }];
      return [{ role: "user", content: content.map((part) => writeInput(part, target)) }];
    }
    case "tool":
      return [writeResult(message, target)];
    default:
      return message satisfies never;
  }
}

/** What came of a call. What a tool shows beside its text stands in the result itself. */
function writeResult(message: ToolMessage, target: ResponsesTarget): ResponseInputItem {
  const head = { type: "function_call_output" as const, call_id: callId(message.toolCallId) };
  const shown = resultParts(message).map((part) => writeOrMention(part, target));
  if (shown.length === 0) return { ...head, output: message.content };
  const said = message.content === "" ? [] : [{ type: "input_text" as const, text: message.content }];
  return { ...head, output: [...said, ...shown] };
}
