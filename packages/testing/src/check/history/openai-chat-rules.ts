import type { AssistantMessage, Message } from "@definable/spec";
import { show } from "../fail-at.ts";
import { failAtMessage } from "./history-rule.ts";
import type { HistoryRule } from "./history-rule.ts";

/** What the vendor takes as the name of a function. */
const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
/** What the vendor takes as the name of a participant. */
const PARTICIPANT_NAME = /^[^\s<|\\/>]{1,64}$/;

const callIdsDiffer: HistoryRule = (messages) => {
  forEachAssistant(messages, (message, index) => {
    const seen = new Set<string>();
    for (const { id } of message.toolCalls ?? []) {
      if (id === "") failAtMessage(6, messages, { index, problem: "expected a call id, found an empty one." });
      if (seen.has(id))
        failAtMessage(6, messages, { index, problem: `expected call ids that differ, found ${show(id)} twice.` });
      seen.add(id);
    }
  });
};

const callsAreWellFormed: HistoryRule = (messages) => {
  forEachAssistant(messages, (message, index) => {
    for (const call of message.toolCalls ?? []) {
      if (!FUNCTION_NAME.test(call.name)) {
        failAtMessage(6, messages, {
          index,
          problem: `expected a function name like ${FUNCTION_NAME.source}, found ${show(call.name)}.`,
        });
      }
      if (typeof call.arguments !== "string") {
        failAtMessage(6, messages, { index, problem: `expected arguments as text, found ${show(call.arguments)}.` });
      }
    }
  });
};

const answersSaySomething: HistoryRule = (messages) => {
  forEachAssistant(messages, (message, index) => {
    const { content, toolCalls = [], refusal, audio } = message;
    if (content !== "" || toolCalls.length > 0 || refusal !== undefined || audio !== undefined) return;
    failAtMessage(6, messages, {
      index,
      problem: "expected text, tool calls, a refusal or audio, found an empty message.",
    });
  });
};

const usersAreWellFormed: HistoryRule = (messages) => {
  for (const [index, message] of messages.entries()) {
    if (message.role !== "user") continue;
    if (message.content.length === 0 && typeof message.content !== "string") {
      failAtMessage(6, messages, { index, problem: "expected at least one part, found an empty list." });
    }
    if (message.name !== undefined && !PARTICIPANT_NAME.test(message.name)) {
      failAtMessage(6, messages, {
        index,
        problem: `expected a name like ${PARTICIPANT_NAME.source}, found ${show(message.name)}.`,
      });
    }
  }
};

const resultsAreText: HistoryRule = (messages) => {
  for (const [index, message] of messages.entries()) {
    if (message.role !== "tool" || typeof message.content === "string") continue;
    failAtMessage(6, messages, { index, problem: `expected text as the result, found ${show(message.content)}.` });
  }
};

function forEachAssistant(
  messages: readonly Message[],
  visit: (message: AssistantMessage, index: number) => void,
): void {
  for (const [index, message] of messages.entries()) {
    if (message.role === "assistant") visit(message, index);
  }
}

/**
 * The rules of OpenAI's Chat Completions besides the order of results. Not among them, because the vendor takes it:
 * arguments that are not JSON, an assistant message first, a call id that comes back in a later message.
 */
export const OPENAI_CHAT_RULES: readonly HistoryRule[] = [
  callIdsDiffer,
  callsAreWellFormed,
  answersSaySomething,
  usersAreWellFormed,
  resultsAreText,
];
