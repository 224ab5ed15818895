import { ConfigError } from "@definable/spec";
import type { ToolBehaviour } from "@definable/spec";
import { shorten } from "../shorten.ts";
import { nearestName } from "./nearest-name.ts";

/** The rule that every vendor shares. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** A timer takes no more; past it, it would fire at once. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/** What each option must be; a value that fits gives nothing. */
const BEHAVIOUR: Readonly<Record<keyof ToolBehaviour<never>, (value: unknown) => string | undefined>> = {
  sequential: mustBeBoolean,
  requiresConfirmation: (value) =>
    typeof value === "function" ? undefined : mustBeBoolean(value) && "true, false or a function of the input",
  requiresUserInput: mustBeBoolean,
  userInputFields: (value) =>
    Array.isArray(value) && value.every((field) => typeof field === "string") ? undefined : "a list of field names",
  decideWithinMs: (value) =>
    typeof value === "number" && value > 0 && Number.isFinite(value) ? undefined : "a number of milliseconds above 0",
  onExpire: (value) => (value === "deny" || value === "fail" ? undefined : '"deny" or "fail"'),
  stopAfterToolCall: mustBeBoolean,
  showResult: mustBeBoolean,
  concurrencyKey: (value) =>
    typeof value === "string" || typeof value === "function" ? undefined : "a string or a function of the input",
  instructions: (value) => (typeof value === "string" ? undefined : "a string"),
  preHook: mustBeFunction,
  postHook: mustBeFunction,
  hooks: (value) =>
    Array.isArray(value) && value.every((hook) => typeof hook === "function") ? undefined : "a list of functions",
  cache: (value) => (isCache(value) ? undefined : "true, false or { ttlMs, maxEntries }, both above 0"),
  timeoutMs: (value) =>
    typeof value === "number" && value >= 0 && value <= MAX_TIMEOUT_MS
      ? undefined
      : `a number of milliseconds from 0 (never) to ${MAX_TIMEOUT_MS}`,
  effect: (value) =>
    value === "read" || value === "idempotent" || value === "once" ? undefined : '"read", "idempotent" or "once"',
  strict: mustBeBoolean,
};

const OPTIONS: readonly string[] = [
  "name",
  "description",
  "inputSchema",
  "execute",
  "externalExecution",
  ...Object.keys(BEHAVIOUR),
];
const CHANGES: readonly string[] = ["name", "description", "origin", ...Object.keys(BEHAVIOUR)];

/** Checks that options are options, that each is known and has a value that can work. Throws a `ConfigError`. */
export function checkOptions(caller: string, options: unknown): void {
  if (typeof options !== "object" || options === null) {
    const hint = typeof options === "function" ? " As a decorator it is written @tool({ ... }), with options." : "";
    throw new ConfigError("INVALID_TOOL", `${caller} was given ${describe(options)} in place of options.${hint}`);
  }
  const name = "name" in options && typeof options.name === "string" ? options.name : undefined;
  checkEach(name === undefined ? "A tool" : `Tool "${shorten(name, 80)}"`, options, OPTIONS);
}

/** Checks the argument of `tool.with()` in the same way. */
export function checkChanges(toolName: string, changes: object): void {
  checkEach(`The change of tool "${toolName}"`, changes, CHANGES);
  if ("name" in changes && changes.name !== undefined) checkName(changes.name);
  if ("description" in changes && changes.description !== undefined) checkDescription(toolName, changes.description);
}

/** Gives the name back when the model can call it. Throws a `ConfigError` with code `INVALID_TOOL`. */
export function checkName(name: unknown): string {
  if (typeof name === "string" && NAME.test(name)) return name;
  throw new ConfigError(
    "INVALID_TOOL",
    `A tool cannot be named ${describe(name)}. Vendors accept 1 to 64 letters, digits, "_" and "-".`,
  );
}

/** Throws a `ConfigError` with code `INVALID_TOOL` when there is no description. */
export function checkDescription(toolName: string, description: unknown): void {
  if (typeof description === "string" && description.trim() !== "") return;
  throw new ConfigError(
    "INVALID_TOOL",
    `Tool "${toolName}" has no description. Say in a sentence what it does and when to use it: the model chooses by it.`,
  );
}

function checkEach(subject: string, options: object, known: readonly string[]): void {
  for (const [key, value] of Object.entries(options)) {
    if (!known.includes(key)) {
      const nearest = nearestName(key, known);
      const hint = nearest === undefined ? `Known are: ${known.join(", ")}.` : `Did you mean ${nearest}?`;
      throw new ConfigError("INVALID_CONFIG", `${subject} has an unknown option ${shorten(key, 80)}. ${hint}`);
    }
    const expected = value === undefined ? undefined : isBehaviour(key) ? BEHAVIOUR[key](value) : undefined;
    if (expected !== undefined) {
      throw new ConfigError("INVALID_CONFIG", `${subject} has ${key}: ${describe(value)}. It must be ${expected}.`);
    }
  }
}

const isBehaviour = (key: string): key is keyof ToolBehaviour<never> => Object.hasOwn(BEHAVIOUR, key);

function mustBeFunction(value: unknown): string | undefined {
  return typeof value === "function" ? undefined : "a function";
}

function isCache(value: unknown): boolean {
  if (typeof value === "boolean") return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(
    ([key, amount]) =>
      (key === "ttlMs" || key === "maxEntries") && (amount === undefined || (typeof amount === "number" && amount > 0)),
  );
}

function mustBeBoolean(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : "true or false";
}

function describe(value: unknown): string {
  if (typeof value === "string") return `"${shorten(value, 80)}"`;
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  return value === undefined ? "nothing" : `a value of type ${typeof value}`;
}
