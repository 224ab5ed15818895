import { ConfigError } from "@definable/spec";
import type { ServeOptions } from "@definable/spec";

type Check = (value: unknown) => boolean;
type Rule = readonly [is: Check, expected: string];

const isText: Check = (value) => typeof value === "string" && value !== "";
const flag: Rule = [(value) => typeof value === "boolean", "true or false"];
const texts: Rule = [(value) => Array.isArray(value) && value.every(isText), "a list of strings"];

/** Longer timers overflow in Node and fire at once. */
const LONGEST_MS = 2_147_483_647;

function milliseconds(least: number): Rule {
  return [
    (value) => isWhole(value, least, LONGEST_MS),
    `a whole number of milliseconds from ${least} to ${LONGEST_MS}`,
  ];
}

/** Every option of `serve` with its rule: an option that is missing here does not compile. */
const RULES: Readonly<Record<keyof ServeOptions, Rule>> = {
  port: [(value) => isWhole(value, 0, 65_535), "a whole number from 0 to 65535"],
  host: [isText, "a name or address"],
  insecure: flag,
  allowedHosts: texts,
  allowedOrigins: texts,
  enableServer: flag,
  heartbeatMs: milliseconds(1),
  handleSignals: flag,
  drainMs: milliseconds(0),
  logger: [isLogger, "an object with info, warn and error"],
  fallback: [(value) => typeof value === "function", "a function of a Request"],
};

/** Which function is given options, and which of them it takes. */
export interface OptionTaker {
  readonly name: string;
  readonly takes: readonly (keyof ServeOptions)[];
}

/** The options as they are, once each is known and has a value that can work. Throws a `ConfigError` that names it. */
export function checkOptions(options: unknown, taker: OptionTaker): ServeOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new ConfigError(
      "INVALID_CONFIG",
      `The last argument of ${taker.name} must be ${taker.takes.includes("port") ? "a port or options" : "options"}; it is ${said(options)}.`,
    );
  }
  for (const [option, value] of Object.entries(options)) checkOption(option, value, taker);
  return options;
}

function checkOption(option: string, value: unknown, { name, takes }: OptionTaker): void {
  const known = takes.find((one) => one === option);
  if (known === undefined) {
    const list = takes.join(", ");
    throw new ConfigError(
      "INVALID_CONFIG",
      `${name} has no option "${option}" in this version. The options are: ${list}.`,
    );
  }
  const [is, expected] = RULES[known];
  if (value !== undefined && !is(value)) {
    throw new ConfigError(
      "INVALID_CONFIG",
      `The option ${option} of ${name} must be ${expected}; it is ${said(value)}.`,
    );
  }
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function isLogger(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    ["info", "warn", "error"].every((name) => typeof Reflect.get(value, name) === "function")
  );
}

/** Numbers and words are shown; what may be an object with secrets is only named. */
function said(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : `a value of type ${typeof value}`;
}
