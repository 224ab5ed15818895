import type { ToolDefinition } from "@definable/spec";
import type { MadeCall } from "./conversation.ts";
import type { Plan } from "./plan-calls.ts";

/** The whole result is in the tool call; an answer shows how it begins. */
const MAX_RESULT = 1_000;
const MAX_LINES = 24;
const WHO_I_AM =
  "I am not a language model. I run without one, inside this program, and can only match your words with the descriptions of my tools.";

/** The answer when all calls are done: what the tools said, in the order of the question. */
export function answerOf(calls: readonly MadeCall[], plan: Plan): string {
  const lines = calls.map(({ result }) => spoken(result?.content ?? "There is no result.", result?.isError === true));
  const left = plan.unmatched.map((text) => `For "${shortened(text.trim(), 80)}" I have no tool.`);
  return [...lines, ...left].join("\n");
}

/** The answer when no tool fits: what this is, and what it can do instead. */
export function declineOf(plan: Plan, tools: readonly ToolDefinition[]): string {
  if (plan.lacking !== undefined) return askFor(plan.lacking);
  if (tools.length === 0) return `${WHO_I_AM} There are none here, so there is nothing I can do.`;
  const list = tools.map((tool) => `- ${firstSentence(tool.description)}`).join("\n");
  const opening = plan.unmatched.length === 0 ? "" : "I have no tool for that. ";
  return `${opening}${WHO_I_AM} What they do:\n${list}`;
}

function askFor({ profile, missing }: NonNullable<Plan["lacking"]>): string {
  const what = missing.map((slot) => {
    const about = slot.description === "" ? "" : ` (${firstSentence(slot.description).replace(/\.$/, "")})`;
    return `"${slot.path.join(".")}"${about}`;
  });
  return `For that I have a tool: ${firstSentence(profile.tool.description)} It needs ${what.join(" and ")}, and I do not find it in your words.`;
}

function spoken(content: string, isError: boolean): string {
  const text = readable(content).trim();
  if (!isError) return shortened(text, MAX_RESULT);
  // Errors are written for a model: what it must not do is no news for the person.
  return shortened(`Not done: ${text.replace(/(?<=[.!?])\s+Do not\s[^.!?]*[.!?]/gu, "")}`, MAX_RESULT);
}

/** JSON as words: `temperature: 21, sky: clear`. */
function readable(content: string): string {
  if (!/^\s*[[{]/.test(content)) return content;
  try {
    return written(JSON.parse(content));
  } catch {
    return content;
  }
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join("\n");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${typeof inner === "object" ? JSON.stringify(inner) : String(inner)}`)
    .join(", ");
}

function shortened(text: string, length: number): string {
  const start = text.split("\n").slice(0, MAX_LINES).join("\n").slice(0, length);
  if (start.length === text.length) return text;
  // Half of a pair of surrogates at the cut would be no text.
  const clean = start.replace(/[\uD800-\uDBFF]$/, "").trimEnd();
  return `${clean} ... (${(text.length - clean.length).toLocaleString("en")} more characters)`;
}

function firstSentence(text: string): string {
  return /^.+?[.!?](?=\s|$)/su.exec(text.trim())?.[0] ?? text.trim();
}
