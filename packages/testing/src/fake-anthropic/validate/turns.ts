import type { JsonObject } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import { shown } from "./issue.ts";

/** Messages of one role in a row, which the vendor takes for one. */
export interface Turn {
  readonly role: string;
  /** The place of its first message. */
  readonly index: number;
  readonly blocks: readonly JsonObject[];
}

/** Joins consecutive messages of one role, as the vendor does before it looks at their order. */
export function turnsOf(messages: readonly JsonObject[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const [index, message] of messages.entries()) {
    const role = shown(message["role"]);
    const before = turns.at(-1);
    const blocks = blocksOf(message);
    if (before?.role === role) turns[turns.length - 1] = { ...before, blocks: [...before.blocks, ...blocks] };
    else turns.push({ role, index, blocks });
  }
  return turns;
}

function blocksOf({ content }: JsonObject): readonly JsonObject[] {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  return isArray(content) ? content.filter((block) => isObject(block)) : [];
}
