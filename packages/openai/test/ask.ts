import { isDefinableError } from "@definable/spec";
import type { DefinableError, Message, MessageList, Model, ModelReply, ModelRequest } from "@definable/spec";

/** What a test asks; everything else is left empty. */
export type Question = Partial<Omit<ModelRequest, "messages">> & { readonly messages?: readonly Message[] };

/** An answer, and what was heard while it came. */
export interface Answer {
  readonly reply: ModelReply;
  readonly text: readonly string[];
  readonly reasoning: readonly string[];
}

export async function ask(model: Model, question: Question = {}): Promise<Answer> {
  const text: string[] = [];
  const reasoning: string[] = [];
  const reply = await model.respond(requestOf(question), {
    text: (delta) => void text.push(delta),
    reasoning: (delta) => void reasoning.push(delta),
  });
  return { reply, text, reasoning };
}

/** The error of a call that has to fail. */
export async function failureOf(model: Model, question: Question = {}): Promise<DefinableError> {
  const outcome: unknown = await ask(model, question).catch((error: unknown) => error);
  if (!isDefinableError(outcome)) throw new Error("The call had to fail with an error of ours.", { cause: outcome });
  return outcome;
}

export function requestOf({ messages = [{ role: "user", content: "Hello" }], ...rest }: Question): ModelRequest {
  return { messages: listOf(messages), tools: [], settings: {}, signal: new AbortController().signal, ...rest };
}

function listOf(messages: readonly Message[]): MessageList {
  return {
    length: messages.length,
    at: (index) => messages.at(index),
    toArray: () => [...messages],
    [Symbol.iterator]: () => messages[Symbol.iterator](),
  };
}
