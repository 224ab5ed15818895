import { earlierMessages, lastWords } from "../phases/recent-messages.ts";
import type { ModelRef } from "../model/resolve-model.ts";
import type { Run } from "../run/run.ts";
import { askSpare } from "./ask-spare.ts";
import { queryOf } from "./query-of.ts";

/** What is asked before something goes to work. */
export interface GateQuestion {
  /** Answered with YES or NO: "Does the request need ...?" */
  readonly question: string;
  /** Who is asked. Default: the run's model. */
  readonly model?: ModelRef | undefined;
}

/**
 * Asks a model whether what has the trigger `auto` is worth its while in this run: one small call beside the conversation,
 * counted under the purpose `gate`. Whatever goes wrong counts as yes, also a limit that leaves nothing for it; a cancel is
 * thrown.
 */
export async function passesGate(run: Run, { question, model }: GateQuestion): Promise<boolean> {
  const { input } = run.request;
  try {
    const recent = lastWords([...(await run.scope.race(earlierMessages(run))), ...input], { count: 3, length: 200 });
    const content = `Conversation:\n${recent}\n\nRequest: ${queryOf(input).slice(0, 300)}\n\nYES or NO?`;
    const instructions = `You decide one thing about a request and do not answer it. ${question} Answer with one word: YES or NO.`;
    return !/^\W*no?\b/i.test(await askSpare(run, { purpose: "gate", content, instructions, model }));
  } catch {
    run.scope.throwIfCancelled();
    return true;
  }
}
