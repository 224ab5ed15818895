import type { ContentBlockParam, MessageParam } from "@anthropic-ai/sdk/resources/messages";
import type { ClaudeTarget } from "./claude-target.ts";

/** What one message says, and whose turn it belongs to. */
export interface WrittenMessage {
  readonly role: "user" | "assistant";
  readonly blocks: readonly ContentBlockParam[];
}

/** One side's say: everything between two of the other's. */
export interface Turn {
  readonly role: "user" | "assistant";
  readonly content: ContentBlockParam[];
}

/**
 * Joins messages to turns that alternate and begin and end with the user, as the vendor wants them. What answers calls
 * comes first in its turn; a message without a word in it is left out.
 */
export function writeTurns(messages: readonly WrittenMessage[], { profile }: ClaudeTarget): Turn[] {
  const turns: Turn[] = [];
  for (const { role, blocks } of messages) {
    if (blocks.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else turns.push({ role, content: [...blocks] });
  }
  const sorted = turns.map((turn) => (turn.role === "user" ? { ...turn, content: resultsFirst(turn.content) } : turn));
  if (sorted[0]?.role !== "user")
    sorted.unshift(says(sorted.length === 0 ? "(no words)" : "(the conversation begins)"));
  const last = sorted.at(-1);
  if (last?.role === "assistant") {
    if (profile.prefill) trimEnd(last.content);
    else sorted.push(says("(go on)"));
  }
  return sorted;
}

/** The turns as the body holds them: a single text is put as a string. */
export function toParams(turns: readonly Turn[]): MessageParam[] {
  return turns.map(({ role, content }) => {
    const [only] = content;
    // Its type and its words, no mark of the cache and nothing of where it is from.
    const isPlain = content.length === 1 && only?.type === "text" && Object.keys(only).length === 2;
    // Both roles take every block that was written for them.
    return { role, content: isPlain ? only.text : content } as MessageParam;
  });
}

const says = (text: string): Turn => ({ role: "user", content: [{ type: "text", text }] });

function resultsFirst(blocks: readonly ContentBlockParam[]): ContentBlockParam[] {
  const results = blocks.filter(({ type }) => type === "tool_result");
  return results.length === 0 ? [...blocks] : [...results, ...blocks.filter(({ type }) => type !== "tool_result")];
}

/** An answer that is begun may not end with white space. */
function trimEnd(content: ContentBlockParam[]): void {
  const last = content.at(-1);
  if (last?.type === "text") content[content.length - 1] = { ...last, text: last.text.trimEnd() };
}
