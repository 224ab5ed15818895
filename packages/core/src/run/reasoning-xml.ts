import type { ReasoningStep } from "@definable/spec";

const NAMES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };

/** What the thinking layer thought, as one text. */
export function reasoningXml(steps: readonly ReasoningStep[]): string {
  const inner = steps.map(({ title = "", reasoningContent }) => {
    return `<step title="${escape(title)}">${escape(reasoningContent)}</step>`;
  });
  return `<reasoning>\n${inner.join("\n")}\n</reasoning>`;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&${NAMES[char]};`);
