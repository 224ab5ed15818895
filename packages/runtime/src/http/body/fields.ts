import { InputError } from "@definable/spec";
import type { ErrorCode, JsonObject, JsonValue } from "@definable/spec";

/** Whether a JSON value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a JSON value is an object: neither a list nor null. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** One object of a request, read field by field. Every complaint names the path and what stands there. */
export class Fields {
  readonly object: JsonObject;
  readonly #path: string;
  readonly #code: ErrorCode;

  /** `path` is empty for the body itself. `code` is what wrong values are called; default `INVALID_INPUT`. */
  constructor(value: JsonValue | undefined, path: string, code: ErrorCode = "INVALID_INPUT") {
    this.#path = path;
    this.#code = code;
    if (!isObject(value)) throw this.#complaint(path || "The body", "an object", value);
    this.object = value;
  }

  /** Throws `FORBIDDEN_FIELD` when there is a field that is not among these. */
  allowOnly(names: readonly string[]): this {
    const others = Object.keys(this.object).filter((name) => !names.includes(name));
    if (others.length > 0) throw forbidden(others.map((name) => this.path(name)));
    return this;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.object, name);
  }

  value(name: string): JsonValue | undefined {
    return this.has(name) ? this.object[name] : undefined;
  }

  path(name: string): string {
    return this.#path === "" ? name : `${this.#path}.${name}`;
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value !== "string") throw this.wrong(name, "a string");
    return value;
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.value(name);
    const word = words.find((one) => one === value);
    if (word === undefined) throw this.wrong(name, `one of ${words.join(", ")}`);
    return word;
  }

  list(name: string): readonly JsonValue[] {
    const value = this.value(name);
    if (!isList(value)) throw this.wrong(name, "a list");
    return value;
  }

  optionalObject(name: string): JsonObject | undefined {
    if (!this.has(name)) return undefined;
    const value = this.value(name);
    if (!isObject(value)) throw this.wrong(name, "an object");
    return value;
  }

  optionalSwitch(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "boolean") return value;
    throw this.wrong(name, "true or false");
  }

  /** The error for a field that is not what it should be. */
  wrong(name: string, expected: string): InputError {
    return this.#complaint(this.path(name), expected, this.value(name));
  }

  #complaint(path: string, expected: string, value: JsonValue | undefined): InputError {
    return new InputError(this.#code, `${shown(path)} must be ${expected}; it is ${described(value)}.`);
  }
}

/** The error for fields that only the server may set, or that do not exist. */
export function forbidden(paths: readonly string[]): InputError {
  const names = paths.slice(0, 10).map(shown).join(", ");
  return new InputError("FORBIDDEN_FIELD", `The request may not hold ${names}. Leave it out.`);
}

function shown(path: string): string {
  return path === "The body" ? path : JSON.stringify(path.length > 100 ? `${path.slice(0, 100)}...` : path);
}

function described(value: JsonValue | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (isList(value)) return "a list";
  if (typeof value === "object") return "an object";
  const text = JSON.stringify(value);
  return `the ${typeof value} ${text.length > 60 ? `${text.slice(0, 60)}...` : text}`;
}
