import type { Message, UserMessage } from "@definable/spec";
import type { ClaudeTarget } from "./claude-target.ts";
import { writeAssistant } from "./write-assistant.ts";
import { writePart, writeText } from "./write-part.ts";
import { writeResult } from "./write-result.ts";
import type { WrittenMessage } from "./write-turns.ts";

/** Says a message in the vendor's words. Throws `InputError` for a part that the model cannot take. */
export function writeMessage(message: Message, target: ClaudeTarget, withThinking: boolean): WrittenMessage {
  switch (message.role) {
    case "system":
      // Stands with the instructions.
      return { role: "user", blocks: [] };
    case "user":
      return { role: "user", blocks: writeUser(message, target) };
    case "assistant":
      return { role: "assistant", blocks: writeAssistant(message, target, withThinking) };
    case "tool":
      return { role: "user", blocks: [writeResult(message, target)] };
    default:
      return message satisfies never;
  }
}

/** The vendor has no field for the name of who speaks. */
function writeUser({ content }: UserMessage, target: ClaudeTarget): WrittenMessage["blocks"] {
  const blocks = typeof content === "string" ? [writeText(content)] : content.map((part) => writePart(part, target));
  return blocks.filter((block) => block !== undefined);
}
