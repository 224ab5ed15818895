import type { Metrics, PurposeMetrics, Usage } from "@definable/spec";

/** What was used beside the conversation. */
interface Used {
  readonly usage?: Usage | undefined;
  readonly cost?: number | undefined;
  /** How often a model was asked. Default 1. */
  readonly calls?: number;
}

/** Adds up what a run uses. One for each run; `read` gives the sum so far. */
export class Meter {
  #input = 0;
  #output = 0;
  #total = 0;
  #cacheRead = 0;
  #cacheWrite = 0;
  #reasoning = 0;
  #audioInput = 0;
  #audioOutput = 0;
  #cost = 0;
  #costKnown = true;
  #modelCalls = 0;
  #toolCalls = 0;
  #firstTokenMs: number | undefined;
  /** Milliseconds of earlier segments. */
  #earlierMs = 0;
  #purposes: Record<string, PurposeMetrics> | undefined;

  /** Goes on from the metrics of a paused run. */
  resume(metrics: Metrics): void {
    this.#input = metrics.inputTokens;
    this.#output = metrics.outputTokens;
    this.#total = metrics.totalTokens;
    this.#cacheRead = metrics.cacheReadTokens;
    this.#cacheWrite = metrics.cacheWriteTokens;
    this.#reasoning = metrics.reasoningTokens;
    this.#audioInput = metrics.audioInputTokens;
    this.#audioOutput = metrics.audioOutputTokens;
    this.#cost = metrics.cost ?? 0;
    this.#costKnown = metrics.cost !== undefined || metrics.modelCalls === 0;
    this.#modelCalls = metrics.modelCalls;
    this.#toolCalls = metrics.toolCalls;
    this.#earlierMs = metrics.duration * 1000;
    if (metrics.purposes !== undefined) this.#purposes = { ...metrics.purposes };
    if (metrics.timeToFirstToken !== undefined) this.#firstTokenMs = metrics.timeToFirstToken * 1000;
  }

  modelCall(usage: Usage | undefined, cost: number | undefined): void {
    this.#modelCalls += 1;
    if (cost === undefined) this.#costKnown = false;
    else this.#cost += cost;
    if (usage === undefined) return;
    this.#input += usage.inputTokens;
    this.#output += usage.outputTokens;
    this.#total += usage.totalTokens;
    this.#cacheRead += usage.cacheReadTokens ?? 0;
    this.#cacheWrite += usage.cacheWriteTokens ?? 0;
    this.#reasoning += usage.reasoningTokens ?? 0;
    this.#audioInput += usage.audioInputTokens ?? 0;
    this.#audioOutput += usage.audioOutputTokens ?? 0;
  }

  /** A model call beside the conversation: part of the sums, and counted by what it is for. */
  sideCall(purpose: string, { usage, cost, calls = 1 }: Used): void {
    this.modelCall(usage, cost);
    this.#modelCalls += calls - 1;
    const { modelCalls, ...sum } = this.#purposes?.[purpose] ?? NOTHING;
    this.#purposes = {
      ...this.#purposes,
      [purpose]: {
        modelCalls: modelCalls + calls,
        inputTokens: sum.inputTokens + (usage?.inputTokens ?? 0),
        outputTokens: sum.outputTokens + (usage?.outputTokens ?? 0),
        totalTokens: sum.totalTokens + (usage?.totalTokens ?? 0),
        cost: sum.cost === undefined || cost === undefined ? undefined : rounded(sum.cost + cost),
      },
    };
  }

  /** What a sub-agent used, with its own sub-agents: part of the sums, and counted as such. */
  child(metrics: Metrics): void {
    const { inputTokens, outputTokens, totalTokens, cacheReadTokens, cacheWriteTokens } = metrics;
    const { reasoningTokens, audioInputTokens, audioOutputTokens, modelCalls } = metrics;
    const sums = { inputTokens, outputTokens, totalTokens, cacheReadTokens, cacheWriteTokens };
    const cost = modelCalls === 0 ? 0 : metrics.cost;
    const usage = { ...sums, reasoningTokens, audioInputTokens, audioOutputTokens };
    this.sideCall("subAgents", { usage, cost, calls: modelCalls });
    this.#toolCalls += metrics.toolCalls;
  }

  get totalTokens(): number {
    return this.#total;
  }

  /** US dollars so far; undefined when a price or a usage is not known. */
  get cost(): number | undefined {
    return this.#costKnown ? this.#cost : undefined;
  }

  /** Milliseconds of the earlier segments. */
  get earlierMs(): number {
    return this.#earlierMs;
  }

  toolCall(): void {
    this.#toolCalls += 1;
  }

  /** The first text of a model, this many milliseconds after the segment began. */
  firstToken(ms: number): void {
    this.#firstTokenMs ??= this.#earlierMs + ms;
  }

  /** The sum, `ms` after the segment began. */
  read(ms: number): Metrics {
    const metrics = {
      inputTokens: this.#input,
      outputTokens: this.#output,
      totalTokens: this.#total,
      cacheReadTokens: this.#cacheRead,
      cacheWriteTokens: this.#cacheWrite,
      reasoningTokens: this.#reasoning,
      audioInputTokens: this.#audioInput,
      audioOutputTokens: this.#audioOutput,
      cost: this.#costKnown ? rounded(this.#cost) : undefined,
      duration: (this.#earlierMs + ms) / 1000,
      timeToFirstToken: this.#firstTokenMs === undefined ? undefined : this.#firstTokenMs / 1000,
      modelCalls: this.#modelCalls,
      toolCalls: this.#toolCalls,
    };
    return this.#purposes === undefined ? metrics : { ...metrics, purposes: this.#purposes };
  }
}

const NOTHING: PurposeMetrics = { modelCalls: 0, inputTokens: 0, outputTokens: 0, totalTokens: 0, cost: 0 };

const rounded = (cost: number): number => Math.round(cost * 1e10) / 1e10;
