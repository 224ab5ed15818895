import type { Message, Model, ModelPrice, RunLimits, RunOutputData, StopReason } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import { priceOf } from "../metrics/price-of.ts";
import type { Run } from "../run/run.ts";

/** What a call is going to send: text, or what is sent as JSON. */
type Sent = Message | string | object | undefined;

/**
 * What one run, and whoever started it, may still spend on model calls. A call is reserved for before it begins: the input
 * tokens of the last call, one more for each byte that came since, and the longest answer; so no run goes past `maxCost`,
 * nor do its sub-agents together.
 */
export class CallBudget {
  readonly #run: Run;
  readonly #limits: RunLimits;
  readonly #parent: CallBudget | undefined;
  readonly #children: Set<CallBudget> = new Set();
  /** The longest answer that is reserved for; 0 when no cost is limited and nobody says. */
  readonly maxOutputTokens: number;
  /** Of the call that is under way. */
  #reserved = 0;
  /** How many messages the last call was asked with. */
  #counted = 0;

  /** Throws `PRICE_UNKNOWN` for a run with `maxCost` whose calls cannot be priced. */
  constructor(run: Run, limits: RunLimits, model: Model) {
    this.#run = run;
    this.#limits = limits;
    this.#parent = run.parentBudget;
    this.maxOutputTokens = run.settings.maxOutputTokens ?? model.maxOutputTokens ?? 0;
    checkPrice(this.maxCost, model, { price: run.price, maxOutputTokens: this.maxOutputTokens });
    if (this.#parent === undefined) return;
    this.#parent.#children.add(this);
    this.#parent.#run.extras?.children?.counts(run.runId);
  }

  /** The least that it, or whoever started it, may cost; undefined when nobody says. */
  get maxCost(): number | undefined {
    const { maxCost } = this.#limits;
    const above = this.#parent?.maxCost;
    return maxCost === undefined || above === undefined ? (maxCost ?? above) : Math.min(maxCost, above);
  }

  /** The limit that keeps the next call from beginning, if one does. Else the call is reserved for until `settle`. */
  reached(): StopReason | undefined {
    const { price } = this.#run;
    return this.#admit(this.maxCost === undefined || price === undefined ? 0 : this.#reserve(price));
  }

  /** The same for a call beside the conversation, which is as long as what it sends. Throws `PRICE_UNKNOWN`. */
  reachedBeside(sent: readonly Sent[], model: Model): StopReason | undefined {
    const price = priceOf(model, this.#run.config.prices);
    checkPrice(this.maxCost, model, { price, maxOutputTokens: this.maxOutputTokens });
    return this.#admit(this.maxCost === undefined || price === undefined ? 0 : this.#costOf(bytesOfAll(sent), price));
  }

  /** The call is over: what it used is in the run's metrics. */
  settle(): void {
    this.#reserved = 0;
  }

  /** The run is over: what it used is in the metrics of whoever started it. */
  close(): void {
    if (this.#parent !== undefined) this.#parent.#children.delete(this);
  }

  #admit(needed: number): StopReason | undefined {
    this.#reserved = 0;
    const reason = this.#refuses(needed);
    if (reason === undefined) this.#reserved = needed;
    return reason;
  }

  /** Its own limit, or one of those above it. */
  #refuses(needed: number): StopReason | undefined {
    const { maxTotalTokens, maxCost } = this.#limits;
    if (maxTotalTokens !== undefined && this.#tokens() >= maxTotalTokens) return "maxTotalTokens";
    const spent = maxCost === undefined ? 0 : this.#cost();
    // A vendor that does not say what it used may have used anything.
    if (maxCost !== undefined && (spent === undefined || spent + needed > maxCost)) return "maxCost";
    return this.#parent === undefined ? undefined : this.#parent.#refuses(needed);
  }

  #tokens(): number {
    let sum = this.#run.fold.meter.totalTokens;
    for (const child of this.#children) sum += child.#tokens();
    for (const { metrics } of this.#waiting()) sum += metrics.totalTokens;
    return sum;
  }

  /** What was spent, and what the calls under way may cost. */
  #cost(): number | undefined {
    let sum = this.#run.fold.meter.cost;
    if (sum !== undefined) sum += this.#reserved;
    for (const child of this.#children) {
      const spent = child.#cost();
      sum = sum === undefined || spent === undefined ? undefined : sum + spent;
    }
    for (const { metrics } of this.#waiting()) {
      if (metrics.modelCalls === 0) continue;
      sum = sum === undefined || metrics.cost === undefined ? undefined : sum + metrics.cost;
    }
    return sum;
  }

  /** The sub-agents that wait, at whatever depth: nobody has their metrics yet. */
  #waiting(): readonly RunOutputData[] {
    return (this.#run.extras?.children?.waiting ?? []).flatMap(withChildren);
  }

  #reserve(price: ModelPrice): number {
    const { extras, fold, history, instructions, tools } = this.#run;
    const messages = [...history, ...fold.tail];
    const last = fold.lastInputTokens;
    // Before anything was counted everything is new: the messages, and what every call carries besides.
    const carried = [instructions, tools.definitions, extras?.shape?.outputFormat];
    const fresh = last === undefined ? [...messages, ...carried] : messages.slice(this.#counted);
    this.#counted = messages.length;
    return this.#costOf((last ?? 0) + bytesOfAll(fresh), price);
  }

  #costOf(inputTokens: number, price: ModelPrice): number {
    const inputPrice = Math.max(price.input, price.cacheWrite ?? 0, price.audioInput ?? 0);
    const outputPrice = Math.max(price.output, price.audioOutput ?? 0);
    return (inputTokens * inputPrice + this.maxOutputTokens * outputPrice) / 1_000_000;
  }
}

function withChildren(output: RunOutputData): readonly RunOutputData[] {
  return [output, ...(output.children ?? []).flatMap(withChildren)];
}

function checkPrice(
  maxCost: number | undefined,
  { provider, id }: Model,
  { price, maxOutputTokens }: { readonly price: ModelPrice | undefined; readonly maxOutputTokens: number },
): void {
  if (maxCost === undefined) return;
  const name = `${provider}/${id}`;
  // A price without its numbers would let every call pass.
  if (price === undefined || !(price.input >= 0 && price.output >= 0)) {
    throw new ConfigError(
      "PRICE_UNKNOWN",
      `The run has maxCost ${maxCost}, and the price of ${name} is not known. Give it to the Agent: prices: { "${name}": { input, output, asOf, source } }.`,
    );
  }
  if (maxOutputTokens > 0) return;
  throw new ConfigError(
    "PRICE_UNKNOWN",
    `The run has maxCost ${maxCost}, and nothing says how long an answer of ${name} may get. Set modelSettings.maxOutputTokens.`,
  );
}

const encoder = new TextEncoder();

/** Of text, and of what is sent as JSON. */
function bytesOfAll(sent: readonly Sent[]): number {
  return sent.reduce<number>(
    (sum, part) => sum + (part === undefined ? 0 : encoder.encode(JSON.stringify(part)).length),
    0,
  );
}
