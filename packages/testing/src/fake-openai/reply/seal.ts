import { createHash } from "node:crypto";
import type { JsonObject, JsonValue } from "@definable/spec";
import { isObject } from "../../fake-server/requests/json-shape.ts";

/** What the vendor finds when he opens a thought that comes back. */
export interface Sealed {
  /** The item that was sealed. */
  readonly id: string;
  /** The model that thought. Whether the vendor lets another one open it is written nowhere: here none may. */
  readonly model: string;
  /** The item that came with it: it has to come back behind it. */
  readonly next: { readonly type: string; readonly id: string };
}

const HEAD = "gAAAAABfake";
const DIGITS = 16;

/** Seals a thought as the vendor does: nobody else can make or change it, and it belongs to one item. */
export function seal(sealed: Sealed): string {
  const text = Buffer.from(JSON.stringify(sealed)).toString("base64url");
  return `${HEAD}${digest(text)}${text}`;
}

/** Opens a seal; undefined when it is none of this vendor's. */
export function openSeal(sealed: JsonValue | undefined): Sealed | undefined {
  if (typeof sealed !== "string" || !sealed.startsWith(HEAD)) return undefined;
  const text = sealed.slice(HEAD.length + DIGITS);
  if (sealed.slice(HEAD.length, HEAD.length + DIGITS) !== digest(text)) return undefined;
  const opened: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  // The digest says that it was made above.
  return isObject(opened) ? (opened as JsonObject & Sealed) : undefined;
}

/** The thought that has to stand right before an item of this id; undefined when none came with it. */
export function thoughtBefore(id: string): string | undefined {
  const [, number, index] = /^(?:msg|fc)_fake(\d{10})(\d{4})t$/.exec(id) ?? [];
  return number === undefined ? undefined : itemId("rs", Number(number), Number(index) - 1);
}

/** The id of an item. */
export function itemId(prefix: string, number: number, index: number): string {
  return `${prefix}_fake${String(number).padStart(10, "0")}${String(index).padStart(4, "0")}`;
}

/** The id of an item that belongs to the thought before it. */
export function thoughtfulId(id: string): string {
  return `${id}t`;
}

function digest(text: string): string {
  return createHash("sha256").update(`${HEAD}${text}`).digest("hex").slice(0, DIGITS);
}
