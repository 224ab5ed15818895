import { ConfigError, InputError } from "@definable/spec";
import type { ModelSettings, RunOptions } from "@definable/spec";
import { isAmount } from "./limits/limits.ts";
import type { AgentOptions, ModelTimeouts } from "./config.ts";
import type { SubAgentPolicy } from "./sub-agents/spawn-tool.ts";
import type { ThinkingOptions } from "./thinking/thinking-options.ts";
import type { CompressionOptions, HistoryOptions, KnowledgeOptions, SummaryOptions } from "./layers/layer-options.ts";

/** What an option must look like, where a look is cheap and a mistake is likely. */
type Named = "any" | "text" | "switch" | "list" | "amount" | "function" | "layer";
/** One of these words, or a value of this kind. */
type Kind = Named | readonly string[];

/** What each option of a kind must look like. */
export type Names<Options> = Readonly<Record<keyof Options, Kind>>;

const AGENT: Names<AgentOptions> = {
  model: "any",
  name: "any",
  agentId: "any",
  instructions: "any",
  tools: "list",
  toolkits: "list",
  activeTools: "list",
  thinking: "layer",
  repairToolCall: "function",
  subAgents: "layer",
  guardrails: "any",
  middleware: "list",
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
  memory: "any",
  knowledge: "any",
  readers: "any",
  history: "any",
  compression: "any",
  summary: "any",
  store: "any",
  whenSessionBusy: ["wait", "refuse"],
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
  outputSchema: "any",
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

const SETTINGS: Names<ModelSettings> = {
  temperature: "any",
  topP: "any",
  maxOutputTokens: "any",
  stop: "any",
  seed: "any",
  parallelToolCalls: "any",
  toolChoice: "any",
  reasoning: ["low", "medium", "high"],
  stream: "any",
};

const SUB_AGENTS: Names<SubAgentPolicy> = {
  maxConcurrent: "any",
  maxToolRounds: "any",
  inheritTools: "switch",
  tools: "list",
  model: "any",
  instructions: "text",
  maxDepth: "any",
};

const THINKING: Names<ThinkingOptions> = { model: "any", instructions: "text", trigger: ["always", "auto", "never"] };

const LAYER: {
  readonly knowledge: Names<KnowledgeOptions>;
  readonly history: Names<HistoryOptions>;
  readonly compression: Names<CompressionOptions>;
  readonly summary: Names<SummaryOptions>;
} = {
  knowledge: {
    knowledge: "any",
    trigger: ["always", "auto", "never"],
    minScore: "any",
    maxDocuments: "amount",
    model: "any",
  },
  history: { maxMessages: "amount", keepFirst: "amount", maxTokens: "amount" },
  compression: { model: "any", toolResultsLimit: "amount", tokenLimit: "amount", instructions: "text" },
  summary: { model: "any", instructions: "text", everyMessages: "amount", keepLast: "amount" },
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
    stranger(options.timeouts, TIMEOUTS, "time limit") ??
    stranger(Object(options.thinking), THINKING, "option of thinking") ??
    stranger(Object(options.subAgents), SUB_AGENTS, "option of subAgents");
  const wrong = unknown ?? notStore(options.store);
  if (wrong !== undefined) throw new ConfigError("INVALID_CONFIG", wrong);
}

/** The same for the layers among them. */
export function checkLayerOptions(layers: Readonly<Record<keyof typeof LAYER, object | undefined>>): void {
  for (const [name, names] of Object.entries(LAYER)) {
    // The name is a key of that table.
    const wrong = stranger(layers[name as keyof typeof LAYER], names, `option of ${name}`);
    if (wrong !== undefined) throw new ConfigError("INVALID_CONFIG", wrong);
  }
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

function notStore(store: unknown): string | undefined {
  if (store === undefined) return undefined;
  if (typeof store === "object" && store !== null && "runs" in store && "sessions" in store) return undefined;
  return "The option store must be a Store, with runs and sessions, such as new MemoryStore().";
}

/** An AbortController is taken for its signal by mistake. */
export function notSignal({
  signal,
  cancellationToken,
}: Pick<RunOptions, "signal" | "cancellationToken">): string | undefined {
  for (const given of [signal, cancellationToken?.signal]) {
    if (given === undefined || typeof given.addEventListener === "function") continue;
    return "The option signal must be an AbortSignal: pass controller.signal, not the controller.";
  }
  return undefined;
}

/** The first option that is not known, or cannot be what it is meant to be, in words; undefined when there is none. */
export function stranger(
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
      return `The ${what} "${key}" must be ${wordsOf(kind)}; got ${shown(value)}.`;
  }
  return undefined;
}

const WORDS: Readonly<Record<Named, string>> = {
  any: "something",
  text: "a string with something in it",
  switch: "true or false",
  list: "a list",
  function: "a function",
  amount: "a number of at least 0",
  layer: "true, false or an object of options",
};

const wordsOf = (kind: Kind): string =>
  typeof kind === "string" ? WORDS[kind] : kind.map((word) => `"${word}"`).join(" or ");

function fits(value: unknown, kind: Kind): boolean {
  if (typeof kind !== "string") return kind.includes(value as string);
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
    case "layer":
      return typeof value === "boolean" || (typeof value === "object" && value !== null);
    default:
      return kind satisfies never;
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : value === null ? "null" : typeof value;
}
