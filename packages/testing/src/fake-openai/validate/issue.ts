import type { JsonValue } from "@definable/spec";
import type { VendorError } from "../wire/vendor-error.ts";

/** An error about the request, in the vendor's shape. */
export function issue(message: string, param: string | null = null, code: string | null = null): VendorError {
  return { message, type: "invalid_request_error", param, code };
}

/** A field has a value of the wrong type. */
export function wrongType(param: string, expected: string, value: JsonValue): VendorError {
  return issue(
    `Invalid type for '${param}': expected ${expected}, but got ${kindOf(value)} instead.`,
    param,
    "invalid_type",
  );
}

/** A field that must be there is not. */
export function missing(param: string): VendorError {
  return issue(`Missing required parameter: '${param}'.`, param, "missing_required_parameter");
}

/** A field has a value that is not on its list. */
export function notListed(param: string, value: JsonValue, allowed: readonly string[]): VendorError {
  const named = allowed.map((name) => `'${name}'`);
  const list = `${named.slice(0, -1).join(", ")}, and ${named.at(-1) ?? ""}`;
  return issue(`Invalid value: '${shown(value)}'. Supported values are: ${list}.`, param, "invalid_value");
}

/** A list that must hold something is empty. */
export function emptyArray(param: string): VendorError {
  return issue(
    `Invalid '${param}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
    param,
    "empty_array",
  );
}

/** A list is longer than allowed. */
export function longArray(param: string, max: number, length: number): VendorError {
  return issue(
    `Invalid '${param}': array too long. Expected an array with maximum length ${max}, but got an array with length ${length} instead.`,
    param,
    "array_above_max_length",
  );
}

/** A text is longer than allowed. */
export function longString(param: string, max: number, length: number): VendorError {
  return issue(
    `Invalid '${param}': string too long. Expected a string with maximum length ${max}, but got a string with length ${length} instead.`,
    param,
    "string_above_max_length",
  );
}

/** A text that must say something is empty. */
export function emptyString(param: string): VendorError {
  return issue(
    `Invalid '${param}': empty string. Expected a string with minimum length 1, but got an empty string instead.`,
    param,
    "empty_string",
  );
}

/** A text has characters that are not allowed. */
export function wrongPattern(param: string, pattern: string): VendorError {
  return issue(
    `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '${pattern}'.`,
    param,
    "invalid_value",
  );
}

/** A value of the request inside a message. */
export function shown(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  switch (typeof value) {
    case "string":
      return "a string";
    case "boolean":
      return "a boolean";
    case "number":
      return Number.isInteger(value) ? "an integer" : "a decimal";
    default:
      return "an object";
  }
}
