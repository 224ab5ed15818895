import type { ModelRef } from "../model/resolve-model.ts";
import type { Run } from "../run/run.ts";
import { askSpare } from "./ask-spare.ts";
import { textOf } from "./query-of.ts";

/** What a gate is asked. */
export interface GateQuestion {
  readonly question: string;
  readonly query: string;
  /** Default: the run's. */
  readonly model: ModelRef | undefined;
}

/** Asks a model whether a layer is worth its while. A gate that fails, or answers neither yes nor no, is open. */
export async function mayAsk(run: Run, { question, query, model }: GateQuestion): Promise<boolean> {
  const earlier = (run.request.options.messages ?? []).filter(({ role }) => role === "user" || role === "assistant");
  const talk = [...earlier, ...run.request.input.slice(0, -1)].slice(-3);
  const before = talk.map((message) => `${message.role}: ${textOf(message).slice(0, 200)}`);
  const lines = [...before, `Last message: ${query.slice(0, 300)}`, question];
  try {
    const answer = await askSpare(run, {
      purpose: "gate",
      content: lines.join("\n"),
      instructions: "You decide whether a step is needed. Answer with YES or NO, and nothing else.",
      model,
    });
    return !/^\W*no?\b/i.test(answer);
  } catch {
    run.scope.throwIfCancelled();
    return true;
  }
}
