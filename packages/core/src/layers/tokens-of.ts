import type { Message } from "@definable/spec";

const encoder = new TextEncoder();

/** Tokens of a text, estimated: a quarter of its bytes. */
export function tokensIn(text: string): number {
  return Math.ceil(encoder.encode(text).length / 4);
}

/** The same of messages, with all that they carry. */
export function tokensOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + tokensIn(JSON.stringify(message)), 0);
}
