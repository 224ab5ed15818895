import type { Message, Model, ModelPrice, RunLimits, StopReason } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import type { Run } from "../run/run.ts";

/**
 * What one run may still spend on model calls. A call is reserved for before it begins: the input tokens of the last call,
 * one more for each byte that came since, and the longest answer; so a run never goes past `maxCost`.
 */
export class CallBudget {
  readonly #run: Run;
  readonly #limits: RunLimits;
  readonly #maxOutputTokens: number;
  /** How many messages the last call was asked with. */
  #counted = 0;

  /** Throws `PRICE_UNKNOWN` for a run with `maxCost` whose calls cannot be priced. */
  constructor(run: Run, limits: RunLimits, model: Model) {
    this.#run = run;
    this.#limits = limits;
    this.#maxOutputTokens = run.settings.maxOutputTokens ?? model.maxOutputTokens ?? 0;
    if (limits.maxCost === undefined) return;
    const name = `${model.provider}/${model.id}`;
    if (run.price === undefined) {
      throw new ConfigError(
        "PRICE_UNKNOWN",
        `The run has maxCost ${limits.maxCost}, and the price of ${name} is not known. Give it to the Agent: prices: { "${name}": { input, output, asOf, source } }.`,
      );
    }
    if (this.#maxOutputTokens > 0) return;
    throw new ConfigError(
      "PRICE_UNKNOWN",
      `The run has maxCost ${limits.maxCost}, and nothing says how long an answer of ${name} may get. Set modelSettings.maxOutputTokens.`,
    );
  }

  /** The limit that keeps the next call from beginning, if one does. */
  reached(): StopReason | undefined {
    const { maxTotalTokens, maxCost } = this.#limits;
    const { meter } = this.#run.fold;
    if (maxTotalTokens !== undefined && meter.totalTokens >= maxTotalTokens) return "maxTotalTokens";
    if (maxCost === undefined || this.#run.price === undefined) return undefined;
    const reserved = this.#reserve(this.#run.price);
    // A vendor that does not say what it used may have used anything.
    if (meter.cost === undefined || meter.cost + reserved > maxCost) return "maxCost";
    return undefined;
  }

  #reserve(price: ModelPrice): number {
    const { fold, history, instructions, tools } = this.#run;
    const messages = [...history, ...fold.tail];
    const last = fold.lastInputTokens;
    // Before anything was counted everything is new: the messages, and what every call carries besides.
    const fresh = last === undefined ? [...messages, instructions, tools.definitions] : messages.slice(this.#counted);
    this.#counted = messages.length;
    const input = fresh.reduce<number>((sum, part) => sum + bytesOf(part), last ?? 0);
    const inputPrice = Math.max(price.input, price.cacheWrite ?? 0, price.audioInput ?? 0);
    const outputPrice = Math.max(price.output, price.audioOutput ?? 0);
    return (input * inputPrice + this.#maxOutputTokens * outputPrice) / 1_000_000;
  }
}

const encoder = new TextEncoder();

function bytesOf(value: Message | string | object | undefined): number {
  return value === undefined ? 0 : encoder.encode(JSON.stringify(value)).length;
}
