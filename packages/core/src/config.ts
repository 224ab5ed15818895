import type {
  FileReader,
  Guardrail,
  JsonObject,
  Knowledge,
  Logger,
  Memory,
  Model,
  ModelPrice,
  ModelSettings,
  ProviderOptions,
  RunLimits,
  Store,
  Tool,
  ToolCall,
  Toolkit,
} from "@definable/spec";
import { ConfigError } from "@definable/spec";
import { guardrailsOf } from "./guardrails/guardrail-options.ts";
import type { GuardrailOptions } from "./guardrails/guardrail-options.ts";
import type { Middleware } from "./around/middleware.ts";
import { layersOf } from "./layers/layers-of.ts";
import type {
  CompressionOptions,
  HistoryOptions,
  KnowledgeOptions,
  LayerConfig,
  SummaryOptions,
} from "./layers/layer-options.ts";
import { isAmount } from "./limits/limits.ts";
import { checkAgentOptions } from "./known-options.ts";
import { resolveModel } from "./model/resolve-model.ts";
import type { ModelRef } from "./model/resolve-model.ts";
import type { ThinkingConfig, ThinkingOptions } from "./thinking/thinking-options.ts";
import type { SubAgentPolicy } from "./sub-agents/spawn-tool.ts";

/** How long a model may be silent, in milliseconds. */
export interface ModelTimeouts {
  /** Until the first piece of the answer. Default 60,000. */
  readonly firstChunkMs?: number | undefined;
  /** Between two pieces of the answer. Default 60,000. */
  readonly betweenChunksMs?: number | undefined;
  /** For the whole call. Default 600,000. */
  readonly callMs?: number | undefined;
}

/** The options of an Agent. Only `model` is needed. */
export interface AgentOptions<Deps = unknown> extends RunLimits {
  /** `"provider/id"`, or a model object such as `new OpenAIChat({ id: "gpt-4o" })`. */
  readonly model: string | Model;
  /** Shown in events and logs. Default `Agent`. */
  readonly name?: string | undefined;
  /** Default: the slug of `name`. */
  readonly agentId?: string | undefined;
  /** What the model is told before the conversation. Never in an event, output or store. */
  readonly instructions?: string | undefined;
  /** What the model may call. Two of one name throw `DUPLICATE_TOOL` at construction. */
  readonly tools?: readonly Tool<never, unknown, Deps>[] | undefined;
  /** Tools that belong together. Opened before the first run, closed by `agent.close()`. */
  readonly toolkits?: readonly Toolkit<Deps>[] | undefined;
  /** The tools that the model may call, by name; the others are there for runs that name them. Default: all. */
  readonly activeTools?: readonly string[] | undefined;
  /**
   * Thinks about the input before the model answers: one call more a run, told as `Reasoning` events; what comes of it joins the
   * instructions. Default: it does not.
   */
  readonly thinking?: boolean | ThinkingOptions | undefined;
  /** Mends a call that names no tool, or whose arguments do not fit. Default: the model is told. */
  readonly repairToolCall?: RepairToolCall | undefined;
  /** Lets the model start sub-agents for parts of its work, by the tool `spawn_agent`. Default false. */
  readonly subAgents?: boolean | SubAgentPolicy | undefined;
  /**
   * What judges the input, the model's text and the tool calls before anybody sees them or anything is done. Ready ones are in
   * `@definable/core/guardrails`. Default none.
   */
  readonly guardrails?: readonly Guardrail[] | GuardrailOptions | undefined;
  /** What stands around the phases of every run, as `agent.use` adds it: the first is the outermost. Default: nothing. */
  readonly middleware?: readonly Middleware<Deps>[] | undefined;
  /** The conversation of every run that names none itself. */
  readonly sessionId?: string | undefined;
  /** What tools find as `ctx.dependencies`. */
  readonly dependencies?: Deps | undefined;
  /** What tools find as `ctx.sessionState` in a new session. Copied for each run. */
  readonly sessionState?: JsonObject | undefined;
  /** How the model should answer in every run. Default: the vendor's settings. */
  readonly modelSettings?: ModelSettings | undefined;
  /** Options of one vendor, passed on unchanged: `{ openai: { service_tier: "flex" } }`. Default none. */
  readonly providerOptions?: ProviderOptions | undefined;
  /** Replies with tool calls before the model must answer without. Default 30. */
  readonly maxToolRounds?: number | undefined;
  /** Another name of `maxToolRounds`. */
  readonly maxIterations?: number | undefined;
  /** Parallel tool calls at the same time. Default: all of the batch. */
  readonly maxParallelTools?: number | undefined;
  /** Further tries of a model call that failed before its first piece, when a try can help. Default 3. */
  readonly maxRetries?: number | undefined;
  /** Milliseconds before the first further try; doubles with each, up to 60,000; the vendor's wish goes before. Default 1,000. */
  readonly retryBackoffMs?: number | undefined;
  /** How long a model may be silent before its call counts as failed. */
  readonly timeouts?: ModelTimeouts | undefined;
  /** What is known of the person from other conversations: read before the model is asked, written after it has answered. */
  readonly memory?: Memory | undefined;
  /** Documents that are looked up for each input. With options: `{ knowledge, trigger: "auto" }`. */
  readonly knowledge?: Knowledge | KnowledgeOptions | undefined;
  /** What turns attached files into text. True: the built-in reader of text, Markdown, CSV and JSON. Default: the model gets the files. */
  readonly readers?: boolean | FileReader | readonly FileReader[] | undefined;
  /** How much of the earlier messages the model is asked with. Default: all. The session keeps all. */
  readonly history?: HistoryOptions | undefined;
  /** Have a model shorten long results of tools in a run of many. Default false. */
  readonly compression?: boolean | CompressionOptions | undefined;
  /** Have a model summarise the beginning of a long session. Default false. */
  readonly summary?: boolean | SummaryOptions | undefined;
  /** Where runs and sessions live. Default: in memory, bounded. */
  readonly store?: Store | undefined;
  /** What a run does while another run of its session is under way. Default `wait`. */
  readonly whenSessionBusy?: "wait" | "refuse" | undefined;
  /** Prices by `"provider/id"` or id, US dollars per million tokens; they go before the provider's own. */
  readonly prices?: { readonly [model: string]: ModelPrice } | undefined;
  /** Keep the events on the output. Default true; false for very long streams. */
  readonly keepEvents?: boolean | undefined;
  /** Print each model call: for the developer, it shows the conversation. Default false. */
  readonly debug?: boolean | undefined;
  /** Default: the console. */
  readonly logger?: Logger | undefined;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: (() => number) | undefined;
  /** Default: random UUIDs. */
  readonly generateId?: (() => string) | undefined;
  /** Between 0 and 1, for the jitter of waits. Default: the system's. */
  readonly random?: (() => number) | undefined;
}

/** Gives another call for one that cannot be carried out, or nothing. `problem` is what the model would read. */
export type RepairToolCall = (call: ToolCall, problem: string) => ToolCall | undefined | Promise<ToolCall | undefined>;

/** The options with every default applied, once. */
export interface AgentConfig extends RunLimits {
  readonly layers: LayerConfig | undefined;
  readonly agentId: string;
  readonly name: string;
  readonly model: ModelRef;
  readonly instructions: string | undefined;
  readonly activeTools: readonly string[] | undefined;
  readonly thinking: ThinkingConfig | undefined;
  readonly repairToolCall: RepairToolCall | undefined;
  readonly guardrails: GuardrailOptions | undefined;
  readonly sessionId: string | undefined;
  readonly dependencies: unknown;
  readonly sessionState: JsonObject;
  readonly modelSettings: ModelSettings;
  readonly providerOptions: ProviderOptions | undefined;
  readonly maxToolRounds: number;
  readonly maxParallelTools: number | undefined;
  readonly maxRetries: number;
  readonly retryBackoffMs: number;
  readonly firstChunkMs: number;
  readonly betweenChunksMs: number;
  readonly callMs: number;
  readonly whenSessionBusy: "wait" | "refuse";
  readonly prices: { readonly [model: string]: ModelPrice };
  readonly keepEvents: boolean;
  readonly debug: boolean;
  readonly logger: Logger;
  readonly now: () => number;
  readonly generateId: () => string;
  readonly random: () => number;
}

/** Applies the defaults. Throws a `ConfigError` that names the option for a value that cannot work. */
export function configure<Deps>(options: AgentOptions<Deps>): AgentConfig {
  if (typeof options !== "object" || options === null) {
    throw new ConfigError(
      "INVALID_CONFIG",
      'new Agent takes one object of options: new Agent({ model: "openai/gpt-4o" }).',
    );
  }
  checkAgentOptions(options);
  const name = text(options.name, "name") ?? "Agent";
  return {
    agentId: text(options.agentId, "agentId") ?? slug(name),
    name,
    model: resolveModel(options.model),
    instructions: options.instructions === "" ? undefined : text(options.instructions, "instructions"),
    activeTools: options.activeTools,
    thinking: thinkingOf(options.thinking),
    repairToolCall: options.repairToolCall,
    guardrails: guardrailsOf(options.guardrails),
    layers: layersOf(options),
    sessionId: options.sessionId,
    dependencies: options.dependencies,
    sessionState: options.sessionState ?? {},
    modelSettings: options.modelSettings ?? {},
    providerOptions: options.providerOptions,
    maxToolRounds: count(rounds(options), "maxToolRounds", 0),
    maxTotalTokens: optional(options.maxTotalTokens, "maxTotalTokens"),
    maxCost: optional(options.maxCost, "maxCost"),
    maxDurationMs: optional(options.maxDurationMs, "maxDurationMs"),
    maxParallelTools:
      options.maxParallelTools === undefined ? undefined : count(options.maxParallelTools, "maxParallelTools", 1),
    maxRetries: count(options.maxRetries ?? 3, "maxRetries", 0),
    retryBackoffMs: count(options.retryBackoffMs ?? 1_000, "retryBackoffMs", 0),
    firstChunkMs: count(options.timeouts?.firstChunkMs ?? 60_000, "timeouts.firstChunkMs", 1),
    betweenChunksMs: count(options.timeouts?.betweenChunksMs ?? 60_000, "timeouts.betweenChunksMs", 1),
    callMs: count(options.timeouts?.callMs ?? 600_000, "timeouts.callMs", 1),
    whenSessionBusy: options.whenSessionBusy ?? "wait",
    prices: options.prices ?? {},
    keepEvents: options.keepEvents ?? true,
    debug: options.debug ?? false,
    logger: options.logger ?? console,
    now: options.now ?? Date.now,
    generateId: options.generateId ?? randomId,
    random: options.random ?? Math.random,
  };
}

/** A UUID in one piece: as the platform gives it, it is a chain of pieces ten times its size, kept as long as the run. */
function randomId(): string {
  const id = crypto.randomUUID();
  id.charCodeAt(0);
  return id;
}

function count(value: number, option: string, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new ConfigError(
    "INVALID_CONFIG",
    `The option ${option} must be a whole number of at least ${least}; got ${String(value)}.`,
  );
}

function optional(value: number | undefined, option: string): number | undefined {
  if (value === undefined || isAmount(value)) return value;
  throw new ConfigError("INVALID_CONFIG", `The option ${option} must be a number of at least 0; got ${String(value)}.`);
}

function text(value: string | undefined, option: string): string | undefined {
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  const found = value === "" ? "an empty one" : typeof value;
  throw new ConfigError("INVALID_CONFIG", `The option ${option} must be a string; got ${found}.`);
}

function thinkingOf(given: AgentOptions["thinking"]): ThinkingConfig | undefined {
  const { model, instructions, trigger = "always" } = typeof given === "object" ? given : {};
  if (given === undefined || given === false || trigger === "never") return undefined;
  return { model: model === undefined ? undefined : resolveModel(model), instructions, trigger };
}

function rounds<Deps>({ maxToolRounds, maxIterations }: AgentOptions<Deps>): number {
  if (maxToolRounds === undefined || maxIterations === undefined) return maxToolRounds ?? maxIterations ?? 30;
  throw new ConfigError("INVALID_CONFIG", "maxIterations is another name of maxToolRounds. Give one of them.");
}

function slug(name: string): string {
  const lower = name.toLowerCase();
  // Most names are one plain word, and a literal with \p would build its tables when core is loaded.
  if (/^[a-z\d]+$/.test(lower)) return lower;
  const words = lower.match(new RegExp("[\\p{L}\\p{N}]+", "gu"));
  return words === null ? "agent" : words.join("-");
}
