import type { ContentBlockParam, ToolUseBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { AssistantMessage, JsonObject, ReasoningPart, ToolCall } from "@definable/spec";
import { readLayout } from "../reply/layout.ts";
import type { Layout } from "../reply/layout.ts";
import { callId } from "./call-id.ts";
import type { ClaudeTarget } from "./claude-target.ts";
import { writeText } from "./write-part.ts";

/** Whether a message holds thinking that this model may be given back, if it still stands where it was said. */
export function isThoughtful(message: AssistantMessage, { id, provider }: ClaudeTarget): boolean {
  if (message.provider !== provider || message.model !== id) return false;
  return message.reasoning?.some(isSigned) === true;
}

/** What stood before the thinking of a message when it was said. Undefined when nobody kept it. */
export function prefixOf(message: AssistantMessage, target: ClaudeTarget): string | undefined {
  const { prefix } = keptOf(message, target);
  return typeof prefix === "string" ? prefix : undefined;
}

/** What the model said before, in the vendor's words and in the order in which it was said. */
export function writeAssistant(
  message: AssistantMessage,
  target: ClaudeTarget,
  withThinking: boolean,
): readonly ContentBlockParam[] {
  const kept = message.provider === target.provider ? readLayout(keptOf(message, target)["layout"]) : undefined;
  const blocks = inOrder(message, kept ?? usualLayout(message), withThinking);
  // The vendor refuses a message that ends with a thought, such as one that ran out of tokens.
  const end = blocks.findLastIndex(({ type }) => type !== "thinking" && type !== "redacted_thinking");
  return blocks.slice(0, end + 1);
}

function keptOf({ providerData }: AssistantMessage, { provider }: ClaudeTarget): JsonObject {
  const kept = providerData?.[provider];
  // JSON that is neither a list nor a simple value has fields.
  return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? (kept as JsonObject) : {};
}

function usualLayout(message: AssistantMessage): Layout {
  return [
    ...(message.reasoning ?? []).map(() => "thought" as const),
    message.content.length,
    ...(message.toolCalls ?? []).map(() => "call" as const),
  ];
}

/** Lays out what a message holds. What a layout does not name, because somebody changed the message, comes behind. */
function inOrder(message: AssistantMessage, layout: Layout, withThinking: boolean): readonly ContentBlockParam[] {
  const thoughts = [...(message.reasoning ?? [])];
  const calls = [...(message.toolCalls ?? [])];
  let text = wordsOf(message);
  const blocks: ContentBlockParam[] = [];
  const push = (block: ContentBlockParam | undefined): void => void (block === undefined || blocks.push(block));
  const speak = (length: number): void => {
    push(writeText(text.slice(0, length)));
    text = text.slice(length);
  };
  /** Words that say where they are from, unless somebody changed them. */
  const cite = (block: JsonObject): void => {
    const said = typeof block["text"] === "string" ? block["text"] : "";
    if (said === "" || !text.startsWith(said)) return;
    push(block as unknown as ContentBlockParam);
    text = text.slice(said.length);
  };
  for (const entry of layout) {
    if (entry === "thought") push(withThinking ? writeThought(thoughts.shift()) : undefined);
    else if (entry === "call") push(writeCall(calls.shift()));
    else if (typeof entry === "number") speak(entry);
    else if (entry["type"] === "text") cite(entry);
    // A block of the vendor's own goes back as it came.
    else if (withThinking || !isThought(entry)) push(entry as unknown as ContentBlockParam);
  }
  if (text !== "") speak(text.length);
  for (const call of calls) push(writeCall(call));
  return blocks;
}

/** What stands for the words of a message that has none: the vendor has no place for anything else. */
function wordsOf({ content, audio, refusal }: AssistantMessage): string {
  return content !== "" ? content : (audio?.transcript ?? refusal ?? "");
}

const isSigned = ({ signature, redacted }: ReasoningPart): boolean => Boolean(signature) || Boolean(redacted);

const isThought = (block: JsonObject): boolean => block["type"] === "thinking" || block["type"] === "redacted_thinking";

function writeThought(part: ReasoningPart | undefined): ContentBlockParam | undefined {
  if (part?.redacted) return { type: "redacted_thinking", data: part.redacted };
  if (part?.signature) return { type: "thinking", thinking: part.text, signature: part.signature };
  return undefined;
}

function writeCall(call: ToolCall | undefined): ToolUseBlockParam | undefined {
  if (call === undefined) return undefined;
  const name = call.name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 128);
  return { type: "tool_use", id: callId(call.id), name: name === "" ? "unknown" : name, input: inputOf(call) };
}

/** The vendor wants an object, also where a model once wrote something else. */
function inputOf({ arguments: text }: ToolCall): JsonObject {
  try {
    const input: unknown = JSON.parse(text, (_key, value: unknown) =>
      typeof value === "string" ? value.toWellFormed() : value,
    );
    return typeof input === "object" && input !== null && !Array.isArray(input) ? (input as JsonObject) : {};
  } catch {
    return {};
  }
}
