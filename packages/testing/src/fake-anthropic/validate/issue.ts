import type { JsonValue } from "@definable/spec";
import type { VendorError } from "../wire/vendor-error.ts";

/** An error about the request, in the vendor's shape. */
export function issue(message: string): VendorError {
  return { type: "invalid_request_error", message };
}

/** A field that must be there is not. */
export function missing(where: string): VendorError {
  return issue(`${where}: Field required`);
}

/** A field that the vendor does not know. */
export function extra(where: string): VendorError {
  return issue(`${where}: Extra inputs are not permitted`);
}

/** A field has a value of the wrong type. `kind` is the vendor's word for the right one. */
export function wrongType(where: string, kind: "string" | "boolean" | "integer" | "list" | "dictionary"): VendorError {
  return issue(`${where}: Input should be a valid ${kind}`);
}

/** A field has a value that is not on its list. */
export function notListed(where: string, allowed: readonly string[]): VendorError {
  const named = allowed.map((name) => `'${name}'`);
  const list = named.length === 1 ? String(named[0]) : `${named.slice(0, -1).join(", ")} or ${String(named.at(-1))}`;
  return issue(`${where}: Input should be ${list}`);
}

/** A text has characters that are not allowed. */
export function wrongPattern(where: string, pattern: string): VendorError {
  return issue(`${where}: String should match pattern '${pattern}'`);
}

/** Whether a field is as good as left out. */
export function isAbsent(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

/** A value of the request inside a message. */
export function shown(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
