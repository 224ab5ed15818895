import type { Guardrail, GuardrailSubject, GuardrailVerdict } from "@definable/spec";
import type { Run } from "../run/run.ts";
import { applyVerdict } from "./apply-verdict.ts";
import { fitsVerdict } from "./fits-verdict.ts";
import type { GuardrailOptions } from "./guardrail-options.ts";

/** What came of asking all guardrails that look at a subject. */
export interface Judgement<Subject> {
  /** As they let it pass. */
  readonly subject: Subject;
  /** Why it may not pass. */
  readonly blocked: string | undefined;
}

/** What events say of a subject besides its verdicts. */
export interface Telling {
  readonly toolCallId?: string | undefined;
  /** A block of it stops nothing but itself: no `GuardrailBlocked` is told. */
  readonly isAside?: boolean | undefined;
  /** The changed text is the answer of the run. */
  readonly isAnswer?: boolean | undefined;
}

/** Asks the guardrails of a run, one after another, and tells what they say. A cancel of the run ends the wait. */
export class Panel {
  readonly #run: Run;
  readonly #options: GuardrailOptions;

  constructor(run: Run, options: GuardrailOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** True when some guardrail looks at such a thing. */
  looksAt(type: GuardrailSubject["type"]): boolean {
    return this.#options.guardrails.some(({ applies }) => applies.includes(type));
  }

  /** Throws when the run is cancelled meanwhile. */
  async judge<Subject extends GuardrailSubject>(subject: Subject, telling: Telling = {}): Promise<Judgement<Subject>> {
    let current = subject;
    let first: { readonly by: string; readonly reason: string } | undefined;
    for (const guardrail of this.#options.guardrails) {
      if (!guardrail.applies.includes(subject.type)) continue;
      const verdict = await this.#ask(guardrail, current, telling);
      if (verdict.action === "modify") current = applyVerdict(current, verdict);
      if (verdict.action !== "block") continue;
      first ??= { by: guardrail.name, reason: verdict.reason };
      if (this.#options.mode !== "runAll") break;
    }
    if (first === undefined) return { subject: current, blocked: undefined };
    if (telling.isAside !== true) {
      const { by: guardrailName, reason } = first;
      const call = callOf(telling);
      this.#run.emit({ event: "GuardrailBlocked", guardrailName, guardrailType: subject.type, reason, ...call });
    }
    return { subject: current, blocked: first.reason };
  }

  async #ask(guardrail: Guardrail, subject: GuardrailSubject, telling: Telling): Promise<GuardrailVerdict> {
    const { config } = this.#run;
    const startedAt = config.now();
    const verdict = await this.#verdict(guardrail, subject);
    const at = config.now();
    const message = verdict.action === "allow" ? undefined : verdict.reason;
    this.#run.emit(
      {
        event: "GuardrailChecked",
        guardrailName: guardrail.name,
        guardrailType: subject.type,
        action: verdict.action,
        ...(message === undefined ? {} : { message }),
        durationMs: at - startedAt,
        ...callOf(telling),
        ...(telling.isAnswer === true && "text" in verdict ? { content: verdict.text } : {}),
      },
      at,
    );
    return verdict;
  }

  /** What a guardrail throws may hold what it judged, so only its name is told. */
  async #verdict(guardrail: Guardrail, subject: GuardrailSubject): Promise<GuardrailVerdict> {
    const { request, scope, config, runId, sessionId } = this.#run;
    const controller = new AbortController();
    const { userId } = request.options;
    const check = async (): Promise<GuardrailVerdict> =>
      guardrail.check(subject, { userId, sessionId, runId, signal: controller.signal });
    const broken = (how: string): GuardrailVerdict => {
      config.logger.error(`The guardrail "${guardrail.name}" ${how} (run ${runId}); it counts as a block.`);
      return { action: "block", reason: `The guardrail "${guardrail.name}" failed, so nothing passes it.` };
    };
    scope.throwIfCancelled();
    try {
      const verdict: unknown = await scope.race(check(), controller);
      if (!fitsVerdict(verdict, subject)) return broken(`gave no verdict that fits ${subject.type}`);
      // A message that says nothing would make the history illegal.
      const isEmptied = subject.type === "input" && "text" in verdict && verdict.text === "";
      return isEmptied ? { action: "block", reason: verdict.reason ?? "Nothing of it may pass." } : verdict;
    } catch (error) {
      scope.throwIfCancelled();
      return broken(`failed with ${error instanceof Error ? error.name : typeof error}`);
    }
  }
}

function callOf({ toolCallId }: Telling): { readonly toolCallId?: string } {
  return toolCallId === undefined ? {} : { toolCallId };
}
