import { ConfigError, InputError } from "@definable/spec";
import type { ContinueOptions, ModelSettings, RunOptions } from "@definable/spec";
import type { AgentOptions, ModelTimeouts } from "./config.ts";

type Names<Options> = Readonly<Record<keyof Options, true>>;

const AGENT: Names<AgentOptions> = {
  model: true,
  name: true,
  agentId: true,
  instructions: true,
  tools: true,
  toolkits: true,
  sessionId: true,
  dependencies: true,
  sessionState: true,
  modelSettings: true,
  providerOptions: true,
  maxToolRounds: true,
  maxIterations: true,
  maxParallelTools: true,
  maxRetries: true,
  retryBackoffMs: true,
  timeouts: true,
  store: true,
  whenSessionBusy: true,
  prices: true,
  keepEvents: true,
  debug: true,
  logger: true,
  now: true,
  generateId: true,
  random: true,
};

const RUN: Names<RunOptions> = {
  messages: true,
  sessionId: true,
  runId: true,
  userId: true,
  images: true,
  videos: true,
  audio: true,
  files: true,
  metadata: true,
  dependencies: true,
  modelSettings: true,
  providerOptions: true,
  signal: true,
  cancellationToken: true,
};

const CONTINUE: Names<ContinueOptions> = { decisions: true, decidedBy: true, signal: true, cancellationToken: true };

const SETTINGS: Names<ModelSettings> = {
  temperature: true,
  topP: true,
  maxOutputTokens: true,
  stop: true,
  seed: true,
  parallelToolCalls: true,
  toolChoice: true,
  stream: true,
};

const TIMEOUTS: Names<ModelTimeouts> = { firstChunkMs: true, betweenChunksMs: true, callMs: true };

/**
 * Refuses options that are not known: one of them may have been meant to protect, so silence would be dangerous. Throws
 * `INVALID_CONFIG` for an Agent's.
 */
export function checkAgentOptions<Deps>(options: AgentOptions<Deps>): void {
  const unknown =
    stranger(options, AGENT, "option of an Agent") ??
    stranger(options.modelSettings, SETTINGS, "model setting") ??
    stranger(options.timeouts, TIMEOUTS, "time limit");
  if (unknown !== undefined) throw new ConfigError("INVALID_CONFIG", unknown);
}

/** The same for the options of one run. Throws `INVALID_INPUT`. */
export function checkRunOptions(options: RunOptions): void {
  const unknown =
    stranger(options, RUN, "option of a run") ?? stranger(options.modelSettings, SETTINGS, "model setting");
  if (unknown !== undefined) throw new InputError("INVALID_INPUT", unknown);
}

/** The same for the options of a continuation. Throws `INVALID_INPUT`. */
export function checkContinueOptions(options: ContinueOptions): void {
  const unknown = stranger(options, CONTINUE, "option of a continuation");
  if (unknown !== undefined) throw new InputError("INVALID_INPUT", unknown);
}

function stranger(
  options: object | undefined,
  names: Readonly<Record<string, true>>,
  what: string,
): string | undefined {
  for (const key in options) {
    if (Object.hasOwn(names, key)) continue;
    return `There is no ${what} "${key}" in this version. There are: ${Object.keys(names).join(", ")}.`;
  }
  return undefined;
}
