import { ConfigError, InputError } from "@definable/spec";
import { CANCELLED_TEXT } from "@definable/tools";
import { answerOpenCalls } from "../loop/answer-open-calls.ts";
import type { Ending } from "../run/ending.ts";
import { describeFailure } from "../run/failure.ts";
import type { Run } from "../run/run.ts";
import type { LiveContext } from "./live-context.ts";
import type { Middleware, SegmentOutcome } from "./middleware.ts";

const DONE: Ending = { status: "COMPLETED", stopReason: "done" };
/** By a cancel or a limit, which says more when the segment ends. */
const CUT_SHORT: Ending = { status: "CANCELLED", reason: "cancelled" };
const ignore = (): void => undefined;

/** What the chain of one segment is made of. */
interface Links {
  readonly middleware: readonly Middleware<never>[];
  readonly context: LiveContext;
  /** Runs the phases. Never rejects. */
  phases(): Promise<Ending>;
}

/** The middleware of one segment around its phases: first added, outermost. */
export class MiddlewareChain {
  readonly #run: Run;
  readonly #links: Links;
  readonly #cut: { readonly promise: Promise<void>; readonly resolve: () => void } = Promise.withResolvers<void>();
  /** How the segment ends; undefined until the phases have run, or a middleware has ended it without them. */
  #ending: Ending | undefined;
  #inPhases = false;
  #isOver = false;

  constructor(run: Run, links: Links) {
    this.#run = run;
    this.#links = links;
  }

  /** Goes through all of it. Never rejects. */
  async ending(): Promise<Ending> {
    if (this.#links.middleware.length === 0) return this.#links.phases();
    if (this.#run.scope.isCancelled) return CUT_SHORT;
    let failure: { readonly error: unknown } | undefined;
    const chain = this.#enter(0).then(ignore, (error: unknown) => {
      failure = { error };
    });
    await Promise.race([chain, this.#cut.promise]);
    this.#isOver = true;
    if (failure !== undefined) return { status: "ERROR", error: failure.error };
    return this.#ending ?? CUT_SHORT;
  }

  /** The segment was cancelled: nobody waits for a middleware any more. The phases end by themselves, at once. */
  cut(): void {
    if (!this.#inPhases) this.#cut.resolve();
  }

  async #enter(index: number): Promise<SegmentOutcome> {
    const middleware = this.#links.middleware[index];
    if (middleware === undefined) await this.#goThrough();
    else await this.#call(middleware, index);
    return this.#outcome();
  }

  async #call(middleware: Middleware<never>, index: number): Promise<void> {
    let inner: Promise<SegmentOutcome> | undefined;
    const next = (): Promise<SegmentOutcome> => {
      if (this.#isOver || inner !== undefined) return refused(this.#isOver);
      inner = this.#enter(index + 1);
      // Whoever does not wait for it must not end the process.
      inner.catch(ignore);
      return inner;
    };
    const answer = await middleware(this.#links.context, next);
    await (inner as Promise<SegmentOutcome> | undefined)?.catch(ignore);
    if (this.#isOver) return;
    this.#ending ??= this.#say(answer?.content);
  }

  async #goThrough(): Promise<void> {
    this.#inPhases = true;
    this.#ending = await this.#links.phases();
    this.#inPhases = false;
    if (this.#run.scope.isCancelled) this.#cut.resolve();
  }

  /** Tells and keeps what a middleware answers in the place of the phases. */
  #say(content: string | undefined): Ending {
    const run = this.#run;
    // What a person decided meanwhile is not carried out: the history says so.
    answerOpenCalls(run, CANCELLED_TEXT);
    if (content === undefined || content === "") return DONE;
    // What was asked waits for a verdict that no phase gives any more, and nobody would judge the answer.
    if (run.extras?.guards !== undefined) throw unjudged();
    // The session keeps it with what was asked, though nobody has read the session.
    if (run.history.length === 0) run.history = run.request.input;
    run.emitContent(content);
    run.emit({ event: "RunContentCompleted", fullContent: content, message: { role: "assistant", content } });
    return DONE;
  }

  #outcome(): SegmentOutcome {
    const run = this.#run;
    const ending = this.#now();
    const stopReason = ending.status === "COMPLETED" ? ending.stopReason : undefined;
    const at = run.config.now();
    const { content, metrics } = run.fold.output(run.identity, { status: ending.status, stopReason, at, seq: run.seq });
    const outcome = { status: ending.status, stopReason, content, metrics };
    if (ending.status === "PAUSED") return { ...outcome, requirements: ending.requirements };
    if (ending.status !== "ERROR") return outcome;
    const { code: errorCode, message: error } = describeFailure(ending.error);
    return { ...outcome, error, errorCode };
  }

  #now(): Ending {
    const { scope } = this.#run;
    if (scope.limit !== undefined && this.#ending?.status !== "ERROR")
      return { status: "COMPLETED", stopReason: scope.limit };
    return scope.isCancelled ? CUT_SHORT : (this.#ending ?? DONE);
  }
}

function refused(isOver: boolean): Promise<never> {
  const refusal = isOver
    ? new InputError("RUN_CANCELLED", "The run has ended: a middleware called next() too late.")
    : new ConfigError("INVALID_CONFIG", "A middleware called next() twice: the phases of a segment run once.");
  const told = Promise.reject<never>(refusal);
  // Whoever does not wait for it must not end the process.
  told.catch(ignore);
  return told;
}

function unjudged(): ConfigError {
  return new ConfigError(
    "INVALID_CONFIG",
    "A middleware answered a run that guardrails must judge: nobody would have judged it. Call next(), or answer in an agent without guardrails.",
  );
}
