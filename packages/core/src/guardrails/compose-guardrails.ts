import type { Guardrail, GuardrailSubject, GuardrailVerdict, LayerScope } from "@definable/spec";
import { applyVerdict } from "./apply-verdict.ts";
import { fitsVerdict } from "./fits-verdict.ts";
import { allow, block } from "./verdicts.ts";

/** What a composition may be told. */
export interface ComposeOptions {
  /** What events call it. Default: made of the names of its parts. */
  readonly name?: string | undefined;
}

/** Passes what all of them let pass, one after another: each sees what those before it changed, and every change stays. */
export function all(guardrails: readonly Guardrail[], { name }: ComposeOptions = {}): Guardrail {
  return {
    name: name ?? named("all", guardrails),
    applies: unionOf(guardrails),
    async check(subject, scope) {
      let current = subject;
      let outcome = allow();
      const reasons: string[] = [];
      for (const guardrail of lookingAt(guardrails, subject)) {
        const verdict = await ask(guardrail, current, scope);
        if (verdict.action === "block") return verdict;
        if (verdict.action === "allow") continue;
        if (verdict.reason !== undefined) reasons.push(verdict.reason);
        if (verdict.action === "modify") {
          current = applyVerdict(current, verdict);
          outcome = verdict;
        } else if (outcome.action === "allow") outcome = verdict;
      }
      return reasons.length === 0 || outcome.action === "allow" ? outcome : { ...outcome, reason: reasons.join(" ") };
    },
  };
}

/** Passes what one of them lets pass: the first that does decides. Blocks when all of them block. */
export function any(guardrails: readonly Guardrail[], { name }: ComposeOptions = {}): Guardrail {
  return {
    name: name ?? named("any", guardrails),
    applies: unionOf(guardrails),
    async check(subject, scope) {
      const reasons: string[] = [];
      for (const guardrail of lookingAt(guardrails, subject)) {
        const verdict = await ask(guardrail, subject, scope);
        if (verdict.action !== "block") return verdict;
        reasons.push(verdict.reason);
      }
      return reasons.length === 0 ? allow() : block(reasons.join(" "));
    },
  };
}

/** The opposite: passes, as it is, what the guardrail would block or change, and blocks what it lets pass. */
export function not(guardrail: Guardrail, { name }: ComposeOptions = {}): Guardrail {
  const own = name ?? named("not", [guardrail]);
  return {
    name: own,
    applies: guardrail.applies,
    async check(subject, scope) {
      const { action } = await ask(guardrail, subject, scope);
      return action === "block" || action === "modify" ? allow() : block(`Not allowed: ${own}.`);
    },
  };
}

/** Asks the guardrail only when the condition holds; otherwise everything passes. */
export function when(
  condition: (scope: LayerScope, subject: GuardrailSubject) => boolean | Promise<boolean>,
  guardrail: Guardrail,
  { name }: ComposeOptions = {},
): Guardrail {
  return {
    name: name ?? named("when", [guardrail]),
    applies: guardrail.applies,
    check: async (subject, scope) => ((await condition(scope, subject)) ? guardrail.check(subject, scope) : allow()),
  };
}

const named = (how: string, guardrails: readonly Guardrail[]): string =>
  `${how}(${guardrails.map(({ name }) => name).join(", ")})`;

function unionOf(guardrails: readonly Guardrail[]): Guardrail["applies"] {
  return [...new Set(guardrails.flatMap(({ applies }) => applies))];
}

function lookingAt(guardrails: readonly Guardrail[], { type }: GuardrailSubject): readonly Guardrail[] {
  return guardrails.filter(({ applies }) => applies.includes(type));
}

/** A part that throws, or gives no verdict, throws here too: then the whole blocks, also where it is turned round. */
async function ask(guardrail: Guardrail, subject: GuardrailSubject, scope: LayerScope): Promise<GuardrailVerdict> {
  const verdict: unknown = await guardrail.check(subject, scope);
  if (fitsVerdict(verdict, subject)) return verdict;
  throw new TypeError(`The guardrail "${guardrail.name}" gave no verdict that fits ${subject.type}.`);
}
