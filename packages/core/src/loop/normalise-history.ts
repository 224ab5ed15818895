import type { AssistantMessage, Message, ToolMessage } from "@definable/spec";
import { checkMessage } from "./check-message.ts";
import { legalName } from "./legal-calls.ts";

/** A history that any model may be asked with, the input at its end, and the system messages that were among it. */
export interface LegalHistory {
  readonly messages: Message[];
  readonly system: readonly string[];
}

/** What answers a call that nobody has answered yet. */
export const WAITING_TEXT =
  "This call has no result yet: it is waiting for approval. Do not repeat it; say that it waits if it matters.";

/**
 * Makes any history legal: every tool call gets exactly one result, right after its message and in the model's order; a
 * result without a call, a message without content and a call id used twice are mended. Copies, never changes what it is
 * given. Throws `INVALID_INPUT` for something that is no message.
 */
export function normaliseHistory(history: readonly Message[], input: readonly Message[] = []): LegalHistory {
  if (isTalk(history)) return { messages: history.concat(input), system: [] };
  const messages: Message[] = [];
  const system: string[] = [];
  const seen = new Set<string>();
  for (const [index, message] of history.entries()) {
    checkMessage(message, index);
    switch (message.role) {
      case "user":
        if (message.content.length > 0) messages.push(message);
        break;
      case "assistant":
        if ((message.toolCalls?.length ?? 0) > 0) pushCalls(messages, message, { history, index, seen });
        else if (message.content !== "" || saysWithoutText(message)) messages.push(message);
        break;
      case "tool":
        // Taken along with its call; without one it is dropped.
        break;
      case "system":
        system.push(message.content);
        break;
      default:
        message satisfies never;
    }
  }
  for (const message of input) messages.push(message);
  return { messages, system };
}

/** Most histories are talk without tools: looking costs less than copying one by one. */
function isTalk(history: readonly Message[]): boolean {
  for (let index = 0; index < history.length; index += 1) {
    const message: Message | undefined = history[index];
    if (message === undefined || message === null) return false;
    const { role, content } = message;
    if (typeof content !== "string" || content.length === 0) return false;
    if (role !== "user" && (role !== "assistant" || message.toolCalls !== undefined)) return false;
  }
  return true;
}

interface Place {
  readonly history: readonly Message[];
  readonly index: number;
  readonly seen: Set<string>;
}

function pushCalls(messages: Message[], message: AssistantMessage, place: Place): void {
  const calls = message.toolCalls ?? [];
  const results = resultsAfter(place.history, place.index);
  const legal = calls.map((call) => ({ ...call, id: freshId(call.id, place.seen), name: legalName(call.name) }));
  const isRenamed = legal.some(({ id, name }, index) => id !== calls[index]?.id || name !== calls[index].name);
  messages.push(isRenamed ? { ...message, toolCalls: legal } : message);
  legal.forEach(({ id, name }, index) => {
    const result = results.get(calls[index]?.id ?? id);
    if (result === undefined) messages.push({ role: "tool", toolCallId: id, toolName: name, content: WAITING_TEXT });
    else if (id === result.toolCallId && name === result.toolName) messages.push(result);
    else messages.push({ ...result, toolCallId: id, toolName: name });
  });
}

/** The results up to the next message of the model: of several for one call the last, which is the real one. */
function resultsAfter(history: readonly Message[], index: number): Map<string, ToolMessage> {
  const results = new Map<string, ToolMessage>();
  for (let next = index + 1; next < history.length; next += 1) {
    const message = history[next];
    if (message?.role === "assistant") break;
    if (message?.role === "tool") results.set(message.toolCallId, message);
  }
  return results;
}

function freshId(id: string, seen: Set<string>): string {
  let fresh = id === "" ? "call" : id;
  for (let count = 2; seen.has(fresh); count += 1) fresh = `${id === "" ? "call" : id}_${count}`;
  seen.add(fresh);
  return fresh;
}

function saysWithoutText(message: AssistantMessage): boolean {
  return message.audio !== undefined || message.refusal !== undefined || (message.images?.length ?? 0) > 0;
}
