import type {
  ErrorCode,
  Message,
  Model,
  ModelListener,
  ModelReply,
  ModelSettings,
  OutputFormat,
  Usage,
} from "@definable/spec";
import { isDefinableError } from "@definable/spec";
import { costOf } from "../metrics/cost.ts";
import { priceOf } from "../metrics/price-of.ts";
import { Cancelled } from "../run/cancel-scope.ts";
import { describeFailure } from "../run/failure.ts";
import { entry } from "../run/journal.ts";
import { RunExtras } from "../run/run-extras.ts";
import type { Run } from "../run/run.ts";
import type { ToldOf } from "../run/told.ts";
import { checkReply } from "./check-reply.ts";
import { MessageView } from "./message-view.ts";
import { ModelDeadline } from "./model-deadline.ts";
import { LoopRequest } from "./model-request.ts";
import { retryDelay } from "./retry-delay.ts";

/** A question to a model that is no turn of the conversation. */
export interface SideQuestion {
  /** What for: `metrics.purposes` counts it under this name. */
  readonly purpose: string;
  readonly messages: readonly Message[];
  readonly instructions?: string | undefined;
  /** Default: the run's. */
  readonly model?: Model | undefined;
  /** Default: none but `stream: false`, so that what was set for the answer of the run does not bend this one. */
  readonly settings?: ModelSettings | undefined;
  readonly outputFormat?: OutputFormat | undefined;
  /** Hears the answer while it comes. */
  readonly text?: ((delta: string) => void) | undefined;
  readonly reasoning?: ((delta: string) => void) | undefined;
}

/**
 * Asks a model beside the conversation, without tools: for thinking, a summary, a shortened result. It is told, counted,
 * limited, cancelled and tried again like a turn of the loop; nothing of it goes into the history. Throws what the last
 * try threw.
 */
export async function askAside(run: Run, question: SideQuestion): Promise<ModelReply> {
  const model = question.model ?? run.model;
  if (model === undefined) throw new TypeError("A side call needs a model: prepare did not run.");
  const { messages, instructions, outputFormat } = question;
  const price = priceOf(model, run.config.prices);
  const reason = run.extras?.budget?.reachedBeside([...messages, instructions, outputFormat], model);
  // Whoever asks cannot go on without an answer, and the run may spend no more.
  if (reason !== undefined) run.scope.stop(reason);
  run.scope.throwIfCancelled();
  const extras = (run.extras ??= new RunExtras());
  extras.sideCalls += 1;
  const call = { stepId: `model-side-${extras.sideCalls}`, purpose: question.purpose, turn: run.turn, model: model.id };
  const startedAt = run.emit({
    event: "ModelCallStarted",
    ...call,
    modelProvider: model.provider,
    messageCount: question.messages.length,
    newMessages: [],
    toolNames: [],
  });
  const tries = new Tries(run, model, question);
  const complete = (facts: SideEnd): void => {
    const at = run.config.now();
    const { attempts } = tries;
    const durationMs = at - startedAt;
    run.extras?.budget?.settle();
    run.emit({ event: "ModelCallCompleted", ...call, toolCalls: [], attempts, durationMs, ...facts }, at);
  };
  try {
    const reply = await tries.reply();
    const { usage, finishReason } = reply;
    const cost = costOf(usage, price);
    if (usage !== undefined) run.journal.add(entry("usage", run.seq, { purpose: question.purpose, usage }));
    complete({ finishReason, usage, cost });
    return reply;
  } catch (error) {
    const isCut = error instanceof Cancelled;
    const { code, message } = describeFailure(error);
    const paid = !isCut && REFUSALS.has(code) ? { usage: NOTHING, cost: costOf(NOTHING, price) } : {};
    complete({ error: isCut ? run.scope.words : message, errorCode: isCut ? "RUN_CANCELLED" : code, ...paid });
    throw error;
  }
}

/** A call that a vendor refused is not paid; of any other that failed nobody knows. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "MODEL_AUTHENTICATION",
  "MODEL_BAD_REQUEST",
  "MODEL_CONTEXT_TOO_LONG",
  "MODEL_NOT_FOUND",
  "MODEL_OVERLOADED",
  "MODEL_PERMISSION",
  "MODEL_QUOTA",
  "MODEL_RATE_LIMITED",
]);
const NOTHING: Usage = { inputTokens: 0, outputTokens: 0, totalTokens: 0 };

/** What is known of a side call only when it has ended. */
type SideEnd = Pick<ToldOf<"ModelCallCompleted">, "finishReason" | "usage" | "cost" | "error" | "errorCode">;

/** The tries of one side call. */
class Tries {
  readonly #run: Run;
  readonly #model: Model;
  readonly #question: SideQuestion;
  attempts = 0;
  #isHeard = false;

  constructor(run: Run, model: Model, question: SideQuestion) {
    this.#run = run;
    this.#model = model;
    this.#question = question;
  }

  async reply(): Promise<ModelReply> {
    for (;;) {
      try {
        return await this.#once();
      } catch (error) {
        const { config, scope } = this.#run;
        const mayRetry = isDefinableError(error) && error.retryable && !this.#isHeard;
        if (!mayRetry || this.attempts > config.maxRetries || scope.isCancelled) throw error;
        await this.#pause(retryDelay(error, this.attempts, config));
      }
    }
  }

  async #once(): Promise<ModelReply> {
    const { config, scope, watch } = this.#run;
    scope.throwIfCancelled();
    this.attempts += 1;
    const now = config.now();
    const { messages, instructions, outputFormat } = this.#question;
    const settings = this.#settings();
    const deadline = new ModelDeadline(this.#run, now, settings.stream !== false);
    watch.set(deadline, now);
    const request = new LoopRequest({
      messages: new MessageView(messages, []),
      instructions,
      tools: [],
      settings,
      providerOptions: undefined,
      outputFormat,
    });
    try {
      const replying = this.#model.respond(request, this.#listener(deadline));
      return checkReply(await scope.race(replying, request), this.#model);
    } finally {
      watch.clear();
    }
  }

  /** Whether the run's model can stream is a property of its vendor, and holds beside the conversation too. */
  #settings(): ModelSettings {
    const { settings, model } = this.#run;
    const cannotStream = settings.stream === false && this.#model === model;
    return this.#afforded(this.#question.settings ?? (cannotStream ? { stream: false } : {}));
  }

  /** With `maxCost` an answer may be no longer than what was reserved for it, nor than its model can say. */
  #afforded(settings: ModelSettings): ModelSettings {
    const budget = this.#run.extras?.budget;
    if (budget?.maxCost === undefined) return settings;
    const { maxOutputTokens: reserved } = budget;
    const { maxOutputTokens: able = reserved } = this.#model;
    const { maxOutputTokens: wanted = reserved } = settings;
    return { ...settings, maxOutputTokens: Math.min(reserved, able, wanted) };
  }

  #listener(deadline: ModelDeadline): ModelListener {
    const { text, reasoning } = this.#question;
    const attempt = this.attempts;
    const hear = (tell: ((delta: string) => void) | undefined, delta: string): void => {
      // A try that was given up may go on talking: to nobody.
      if (attempt !== this.attempts || this.#run.scope.isCancelled) return;
      deadline.heard(this.#run.config.now());
      if (tell === undefined) return;
      this.#isHeard = true;
      tell(delta);
    };
    return {
      text: (delta) => hear(text, delta),
      reasoning: (delta) => hear(reasoning, delta),
      progress: () => deadline.heard(this.#run.config.now()),
    };
  }

  async #pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    try {
      await this.#run.scope.race(promise);
    } finally {
      clearTimeout(timer);
    }
  }
}
