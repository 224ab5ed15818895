import { ConfigError, InputError } from "@definable/spec";
import type { ContinueOptions, ModelSettings, RunOptions } from "@definable/spec";
import { isAmount } from "./limits/limits.ts";
import type { AgentOptions, ModelTimeouts } from "./config.ts";

/** What an option must look like, where a look is cheap and a mistake is likely. */
type Kind = "any" | "text" | "switch" | "list" | "amount" | "function";

type Names<Options> = Readonly<Record<keyof Options, Kind>>;

const AGENT: Names<AgentOptions> = {
  model: "any",
  name: "any",
  agentId: "any",
  instructions: "any",
  tools: "list",
  toolkits: "list",
  activeTools: "list",
  repairToolCall: "function",
  subAgents: "any",
  guardrails: "any",
  sessionId: "text",
  dependencies: "any",
  sessionState: "any",
  modelSettings: "any",
  providerOptions: "any",
  maxToolRounds: "any",
  maxIterations: "any",
  maxTotalTokens: "any",
  maxCost: "any",
  maxDurationMs: "any",
  maxParallelTools: "any",
  maxRetries: "any",
  retryBackoffMs: "any",
  timeouts: "any",
  store: "any",
  whenSessionBusy: "any",
  prices: "any",
  keepEvents: "switch",
  debug: "switch",
  logger: "any",
  now: "any",
  generateId: "any",
  random: "any",
};

const RUN: Names<RunOptions> = {
  messages: "list",
  sessionId: "text",
  runId: "text",
  userId: "text",
  images: "list",
  videos: "list",
  audio: "list",
  files: "list",
  metadata: "any",
  instructions: "text",
  tools: "list",
  activeTools: "list",
  model: "any",
  sessionState: "any",
  maxTotalTokens: "amount",
  maxCost: "amount",
  maxDurationMs: "amount",
  dependencies: "any",
  modelSettings: "any",
  providerOptions: "any",
  signal: "any",
  cancellationToken: "any",
};

const CONTINUE: Names<ContinueOptions> = {
  decisions: "list",
  decidedBy: "any",
  decidedThrough: "text",
  model: "any",
  signal: "any",
  cancellationToken: "any",
};

const SETTINGS: Names<ModelSettings> = {
  temperature: "any",
  topP: "any",
  maxOutputTokens: "any",
  stop: "any",
  seed: "any",
  parallelToolCalls: "any",
  toolChoice: "any",
  stream: "any",
};

const TIMEOUTS: Names<ModelTimeouts> = { firstChunkMs: "any", betweenChunksMs: "any", callMs: "any" };

/**
 * Refuses options that are not known: one of them may have been meant to protect, so silence would be dangerous. Throws
 * `INVALID_CONFIG` for an Agent's.
 */
export function checkAgentOptions<Deps>(options: AgentOptions<Deps>): void {
  const unknown =
    stranger(options, AGENT, "option of an Agent") ??
    stranger(options.modelSettings, SETTINGS, "model setting") ??
    stranger(options.timeouts, TIMEOUTS, "time limit");
  const wrong = unknown ?? notStore(options.store);
  if (wrong !== undefined) throw new ConfigError("INVALID_CONFIG", wrong);
}

/** The same for the options of one run. Throws `INVALID_INPUT`. */
export function checkRunOptions(options: RunOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new InputError("INVALID_INPUT", `The options of a run are one object; got ${String(options)}.`);
  }
  const unknown =
    stranger(options, RUN, "option of a run") ?? stranger(options.modelSettings, SETTINGS, "model setting");
  const wrong = unknown ?? notSignal(options);
  if (wrong !== undefined) throw new InputError("INVALID_INPUT", wrong);
}

/** The same for the options of a continuation. Throws `INVALID_INPUT`. */
export function checkContinueOptions(options: ContinueOptions): void {
  const wrong = stranger(options, CONTINUE, "option of a continuation") ?? notSignal(options);
  if (wrong !== undefined) throw new InputError("INVALID_INPUT", wrong);
  for (const decision of options.decisions ?? []) {
    if (typeof decision === "object" && decision !== null && typeof decision.requirementId === "string") continue;
    throw new InputError(
      "INVALID_DECISION",
      `A decision is an object with requirementId and action; got ${JSON.stringify(decision)}.`,
    );
  }
}

function notStore(store: unknown): string | undefined {
  if (store === undefined) return undefined;
  if (typeof store === "object" && store !== null && "runs" in store && "sessions" in store) return undefined;
  return "The option store must be a Store, with runs and sessions, such as new MemoryStore().";
}

/** An AbortController is taken for its signal by mistake. */
function notSignal({
  signal,
  cancellationToken,
}: Pick<RunOptions, "signal" | "cancellationToken">): string | undefined {
  for (const given of [signal, cancellationToken?.signal]) {
    if (given === undefined || typeof given.addEventListener === "function") continue;
    return "The option signal must be an AbortSignal: pass controller.signal, not the controller.";
  }
  return undefined;
}

function stranger(
  options: object | undefined,
  names: Readonly<Record<string, Kind>>,
  what: string,
): string | undefined {
  for (const key in options) {
    const kind = Object.hasOwn(names, key) ? names[key] : undefined;
    if (kind === undefined) {
      return `There is no ${what} "${key}" in this version. There are: ${Object.keys(names).join(", ")}.`;
    }
    // The key is one of the object's own or inherited ones; what it holds stays unknown.
    const value = (options as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined && !fits(value, kind))
      return `The ${what} "${key}" must be ${WORDS[kind]}; got ${shown(value)}.`;
  }
  return undefined;
}

const WORDS: Readonly<Record<Kind, string>> = {
  any: "something",
  text: "a string with something in it",
  switch: "true or false",
  list: "a list",
  function: "a function",
  amount: "a number of at least 0",
};

function fits(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case "any":
      return true;
    case "text":
      return typeof value === "string" && value !== "";
    case "switch":
      return typeof value === "boolean";
    case "list":
      return Array.isArray(value);
    case "function":
      return typeof value === "function";
    case "amount":
      return isAmount(value);
    default:
      return kind satisfies never;
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : value === null ? "null" : typeof value;
}
