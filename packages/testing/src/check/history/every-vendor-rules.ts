import type { AssistantMessage, Message } from "@definable/spec";
import { show } from "../fail-at.ts";
import { failAtMessage } from "./history-rule.ts";
import type { HistoryRule } from "./history-rule.ts";

/** The calls of one message have ids that differ. */
export const callIdsDiffer: HistoryRule = (messages) => {
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

/** Tools are called by a name that the vendor takes, with arguments as text. */
export const callsAreWellFormed =
  (name: RegExp): HistoryRule =>
  (messages) => {
    forEachAssistant(messages, (message, index) => {
      for (const call of message.toolCalls ?? []) {
        if (!name.test(call.name)) {
          failAtMessage(6, messages, {
            index,
            problem: `expected a function name like ${name.source}, found ${show(call.name)}.`,
          });
        }
        if (typeof call.arguments !== "string") {
          failAtMessage(6, messages, { index, problem: `expected arguments as text, found ${show(call.arguments)}.` });
        }
      }
    });
  };

/** An answer says, asks or refuses something. */
export const answersSaySomething: HistoryRule = (messages) => {
  forEachAssistant(messages, (message, index) => {
    const { content, toolCalls = [], refusal, audio } = message;
    if (content !== "" || toolCalls.length > 0 || refusal !== undefined || audio !== undefined) return;
    failAtMessage(6, messages, {
      index,
      problem: "expected text, tool calls, a refusal or audio, found an empty message.",
    });
  });
};

/** A list of parts has one. */
export const usersHaveParts: HistoryRule = (messages) => {
  for (const [index, message] of messages.entries()) {
    if (message.role !== "user" || typeof message.content === "string" || message.content.length > 0) continue;
    failAtMessage(6, messages, { index, problem: "expected at least one part, found an empty list." });
  }
};

/** What came of a call is said in text. */
export const resultsAreText: HistoryRule = (messages) => {
  for (const [index, message] of messages.entries()) {
    if (message.role !== "tool" || typeof message.content === "string") continue;
    failAtMessage(6, messages, { index, problem: `expected text as the result, found ${show(message.content)}.` });
  }
};

/** Visits what the model said. */
export function forEachAssistant(
  messages: readonly Message[],
  visit: (message: AssistantMessage, index: number) => void,
): void {
  for (const [index, message] of messages.entries()) {
    if (message.role === "assistant") visit(message, index);
  }
}
