import type { Guardrail } from "@definable/spec";
import { textGuardrail } from "./text-guardrail.ts";
import type { TextKind } from "./text-guardrail.ts";
import { allow, block } from "./verdicts.ts";

/** What `blockTopics` may be told. */
export interface BlockTopicsOptions {
  /** What events call it. Default `block_topics`. */
  readonly name?: string | undefined;
  /** Which texts it looks at. Default the input. */
  readonly applies?: readonly TextKind[] | undefined;
}

/** Blocks a text that has one of these words or phrases in it, in upper or lower case, also as a part of a longer word. */
export function blockTopics(topics: readonly string[], options: BlockTopicsOptions = {}): Guardrail {
  const { name = "block_topics", applies = ["input"] } = options;
  const known = topics.map(plain).filter((topic) => topic !== "");
  return textGuardrail(name, applies, (text) => {
    const said = plain(text);
    return known.some((topic) => said.includes(topic)) ? block("This topic is not allowed.") : allow();
  });
}

/** Wide and composed letters, and any kind of space, are the same for a reader. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
