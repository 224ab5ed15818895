import type { UserMessage } from "@definable/spec";
import type { Children } from "../sub-agents/children.ts";
import type { Guards } from "../guardrails/guards.ts";

/** The layers that add to the instructions, in the order in which they stand there. */
export const LAYERS = ["thinking", "knowledge", "memory", "summary"] as const;

/** What only some runs have. Made when the first part wants it, so that a plain run has none of it. */
export class RunExtras {
  /** The input as the model gets it, where it differs from what was given: files as text, words replaced. */
  input: readonly UserMessage[] | undefined;
  /** What phases add to the instructions. */
  readonly blocks: { [Layer in (typeof LAYERS)[number]]?: string } = {};
  /** The sub-agents that it has started. */
  children: Children | undefined;
  /** What judges its texts and calls. */
  guards: Guards | undefined;
  /** How many models were asked beside the conversation. */
  sideCalls = 0;
}
