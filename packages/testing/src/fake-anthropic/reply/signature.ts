import { createHash } from "node:crypto";
import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";

/** What a signature vouches for. */
export interface Signed {
  readonly model: string;
  readonly thinking: string;
  /** What stood before the message of the block when it was said. */
  readonly prefix: string;
}

/** What is wrong with a signature that comes back. */
export type SignatureFault = "invalid" | "moved";

const HEAD = "EfAkE";
const DIGITS = 16;

/**
 * Signs a thinking block as the vendor does: nobody else can make the signature, the text cannot change, and with newer
 * models nothing before the block may change either.
 */
export function sign({ model, thinking, prefix }: Signed): string {
  return `${HEAD}${digest(model)}${digest(thinking)}${isBound(model) ? digest(prefix) : "0".repeat(DIGITS)}`;
}

/** Looks at a signature that comes back. What another model of the vendor's signed is not looked at: it is left unread. */
export function signatureFault(signature: string, { model, thinking, prefix }: Signed): SignatureFault | undefined {
  if (!new RegExp(`^${HEAD}[0-9a-f]{${3 * DIGITS}}$`).test(signature)) return "invalid";
  const part = (index: number): string =>
    signature.slice(HEAD.length + index * DIGITS, HEAD.length + (index + 1) * DIGITS);
  if (part(0) !== digest(model)) return undefined;
  if (part(1) !== digest(thinking)) return "invalid";
  return isBound(model) && part(2) !== digest(prefix) ? "moved" : undefined;
}

/** Everything before a message, as far as the vendor compares it. Marks of the cache may move. */
export function prefixBefore(body: JsonObject, index: number): string {
  const { system, tools, messages } = body;
  const before = isArray(messages) ? messages.slice(0, index) : [];
  return JSON.stringify([comparable(system ?? []), comparable(tools ?? []), before.map(comparableMessage)]);
}

/** The models whose thinking is bound to what stood before it. */
function isBound(model: string): boolean {
  return /^claude-[a-z]+-5-[1-9]/.test(model);
}

function comparableMessage(message: JsonValue): JsonValue {
  if (!isObject(message)) return message;
  const { content } = message;
  return comparable({
    ...message,
    content: typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []),
  });
}

function comparable(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(comparable);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== "cache_control");
  return Object.fromEntries(kept.map(([name, field]) => [name, comparable(field)]));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}
