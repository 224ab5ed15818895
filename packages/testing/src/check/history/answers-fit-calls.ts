import type { AssistantMessage, Message, ToolMessage } from "@definable/spec";
import { show } from "../fail-at.ts";
import { failAtMessage } from "./history-rule.ts";
import type { HistoryRule } from "./history-rule.ts";

/**
 * Invariant 4 on a history, the same for all vendors: the results of a message's calls follow it directly, each once,
 * in the model's order; no result stands anywhere else.
 */
export const ANSWERS_FIT_CALLS: HistoryRule = (messages, options) => {
  for (let index = 0; index < messages.length;) {
    const message = messages[index];
    if (message?.role === "tool") {
      const problem = `expected a call with id ${show(message.toolCallId)} in the assistant message before it, found none.`;
      failAtMessage(4, messages, { index, problem });
    }
    const answers = message?.role === "assistant" ? toolMessagesAfter(messages, index) : [];
    const isLast = index + answers.length === messages.length - 1;
    if (message?.role === "assistant")
      checkAnswers(messages, { index, message, answers, open: isLast && options.open === true });
    index += 1 + answers.length;
  }
};

interface Batch {
  readonly index: number;
  readonly message: AssistantMessage;
  readonly answers: readonly ToolMessage[];
  readonly open: boolean;
}

function toolMessagesAfter(messages: readonly Message[], index: number): readonly ToolMessage[] {
  const answers: ToolMessage[] = [];
  for (const message of messages.slice(index + 1)) {
    if (message.role !== "tool") break;
    answers.push(message);
  }
  return answers;
}

function checkAnswers(messages: readonly Message[], { index, message, answers, open }: Batch): void {
  const calls = message.toolCalls ?? [];
  let next = 0;
  for (const [offset, answer] of answers.entries()) {
    const at = index + 1 + offset;
    const place = calls.findIndex((call) => call.id === answer.toolCallId);
    const call = calls[place];
    if (call === undefined) {
      failAtMessage(4, messages, {
        index: at,
        problem: `expected a result of one of ${show(calls.map(({ id }) => id))}, found ${show(answer.toolCallId)}.`,
      });
    }
    if (place < next) {
      const isTwice = answers.slice(0, offset).some((earlier) => earlier.toolCallId === answer.toolCallId);
      const problem = isTwice
        ? `expected one result for the call ${show(call.id)}, found a second.`
        : `expected the results in the model's order ${show(calls.map(({ id }) => id))}, found ${show(call.id)} late.`;
      failAtMessage(4, messages, { index: at, problem });
    }
    if (call.name !== answer.toolName) {
      failAtMessage(4, messages, {
        index: at,
        problem: `expected toolName ${show(call.name)}, found ${show(answer.toolName)}.`,
      });
    }
    if (place > next && !open) checkNoneMissing(messages, index, calls.slice(next, place));
    next = place + 1;
  }
  if (!open) checkNoneMissing(messages, index, calls.slice(next));
}

function checkNoneMissing(
  messages: readonly Message[],
  index: number,
  missing: readonly { readonly id: string }[],
): void {
  const first = missing[0];
  if (first === undefined) return;
  failAtMessage(4, messages, {
    index,
    problem: `expected a result for the call ${show(first.id)} directly after it, found none.`,
  });
}
