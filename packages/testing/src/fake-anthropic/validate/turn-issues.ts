import type { JsonObject } from "@definable/spec";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, shown } from "./issue.ts";
import type { Turn } from "./turns.ts";

/**
 * What the vendor has against the order of the turns: what the assistant asks of tools is all answered at the beginning
 * of the user's turn right behind it, once each, and nothing else is answered.
 */
export function* turnIssues(turns: readonly Turn[]): Generator<VendorError> {
  const seen = new Set<string>();
  for (const [at, turn] of turns.entries()) {
    if (turn.role === "assistant") {
      const asked = idsOf(turn.blocks, "tool_use", "id");
      for (const id of asked) {
        if (seen.has(id)) yield issue(`messages.${turn.index}: \`tool_use\` ids must be unique`);
        seen.add(id);
      }
      const answers = leadingResults(turns[at + 1]?.blocks ?? []);
      yield* unansweredIssues(
        asked.filter((id) => !answers.includes(id)),
        turn,
      );
    } else if (turn.role === "user") yield* resultIssues(turn, turns[at - 1]);
  }
}

function* unansweredIssues(left: readonly string[], { index }: Turn): Generator<VendorError> {
  if (left.length === 0) return;
  yield issue(
    `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
      `${left.join(", ")}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  );
}

function* resultIssues(turn: Turn, before: Turn | undefined): Generator<VendorError> {
  const asked = before?.role === "assistant" ? idsOf(before.blocks, "tool_use", "id") : [];
  const answered = new Set<string>();
  for (const [place, block] of turn.blocks.entries()) {
    if (block["type"] !== "tool_result") continue;
    const id = shown(block["tool_use_id"]);
    if (!asked.includes(id)) {
      yield issue(
        `messages.${turn.index}.content.${place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. ` +
          "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
      );
    }
    if (answered.has(id)) {
      yield issue(
        `messages.${turn.index}.content.${place}: each tool_use must have a single result. Found multiple ` +
          `\`tool_result\` blocks with id: ${id}`,
      );
    }
    answered.add(id);
  }
}

/** Results behind other content do not count: the vendor looks for them right after the call. */
function leadingResults(blocks: readonly JsonObject[]): readonly string[] {
  const end = blocks.findIndex((block) => block["type"] !== "tool_result");
  return idsOf(end === -1 ? blocks : blocks.slice(0, end), "tool_result", "tool_use_id");
}

function idsOf(blocks: readonly JsonObject[], type: string, field: string): readonly string[] {
  return blocks.filter((block) => block["type"] === type).map((block) => shown(block[field]));
}
