import type { JsonSchema, ReasoningStep } from "@definable/spec";
import { readJson } from "../shape/read-json.ts";

/** What the thinking layer came to. */
export interface Thought {
  readonly analysis: string;
  readonly approach: string;
  readonly toolPlan: readonly string[];
}

const text = (description: string): JsonSchema => ({ type: "string", description });

/** The shape of a thought, as models are asked for it. */
export const THOUGHT_SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    analysis: text("What is really asked, what is known, what is uncertain."),
    approach: text("How to answer it best, in a few sentences."),
    toolPlan: {
      type: "array",
      items: text("The name of a tool."),
      description: "The tools to call, in their order. Empty when none is needed.",
    },
  },
  required: ["analysis", "approach", "toolPlan"],
  additionalProperties: false,
};

/** Reads what the thinking model said. What is not of the shape is a thought too: all of it is the analysis. */
export function readThought(said: string): Thought {
  const read = readJson(said);
  const fields: { readonly [name: string]: unknown } = read.ok ? Object(read.value) : {};
  const { analysis, approach = "", toolPlan } = fields;
  if (typeof analysis !== "string" || typeof approach !== "string") {
    return { analysis: said.trim(), approach: "", toolPlan: [] };
  }
  const tools = Array.isArray(toolPlan) ? toolPlan.filter((name) => typeof name === "string" && name !== "") : [];
  return { analysis, approach, toolPlan: tools };
}

/** The thought, step by step. */
export function stepsOf({ analysis, approach, toolPlan }: Thought): readonly ReasoningStep[] {
  const whole = [analysis, approach].filter((part) => part !== "").join("\n\n");
  const steps: ReasoningStep[] = [{ title: "Analysis", reasoningContent: whole }];
  if (toolPlan.length > 0) steps.push({ title: "Tool Plan", reasoningContent: toolPlan.join(", ") });
  return steps;
}

/** What the thought adds to the instructions. */
export function blockOf({ analysis, approach, toolPlan }: Thought): string {
  const lines = [analysis];
  if (approach !== "") lines.push(`Approach: ${approach}`);
  if (toolPlan.length > 0) lines.push(`Tools to use: ${toolPlan.join(", ")}`);
  return `<analysis>\n${lines.join("\n")}\n</analysis>`;
}
