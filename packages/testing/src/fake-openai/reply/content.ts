import type { ReplyOptions } from "../script/reply.ts";

/** The text of a reply; null when it says something else instead, as the vendor puts it. */
export function contentOf(reply: ReplyOptions): string | null {
  if (reply.json !== undefined) return JSON.stringify(reply.json);
  if (reply.text !== undefined) return joined(reply.text) ?? "";
  return saysSomethingElse(reply) ? null : "";
}

/** Pieces as one text. */
export function joined(text: string | readonly string[] | undefined): string | undefined {
  return text === undefined || typeof text === "string" ? text : text.join("");
}

function saysSomethingElse(reply: ReplyOptions): boolean {
  return (reply.toolCalls?.length ?? 0) > 0 || reply.refusal !== undefined || reply.audio !== undefined;
}
