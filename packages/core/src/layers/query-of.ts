import type { Message } from "@definable/spec";

/** What a message says in words. */
export function textOf({ content }: Message): string {
  if (typeof content === "string") return content;
  return content
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n")
    .trim();
}

/** The most characters of an input that a layer is asked with. */
const QUERY_LENGTH = 500;

/** What layers are asked with: what the person said last, in words; empty when it was media alone. */
export function queryOf(input: readonly Message[]): string {
  return (input.map(textOf).findLast((text) => text !== "") ?? "").slice(0, QUERY_LENGTH);
}
