import type { Model, ModelReply } from "@definable/spec";
import { modelDone } from "../run/journal.ts";
import type { Run } from "../run/run.ts";
import { carryOut, planTurn } from "./carry-out.ts";
import { checkReply } from "./check-reply.ts";
import { ModelTurn } from "./model-turn.ts";

/**
 * The loop: ask the model; stop if it asked for nothing; carry out what it asked; go on. A continuation begins with the
 * calls that a person has decided. Leaves in `run.ending` how the run ends; throws when it is cancelled or fails.
 */
export async function runLoop(run: Run, model: Model): Promise<void> {
  let calls = run.resumed;
  for (;;) {
    if (calls === undefined) {
      run.scope.throwIfCancelled();
      const reader = run.queue?.behind;
      if (reader !== undefined) await run.scope.race(reader);
      const last = run.turn >= run.config.maxToolRounds;
      const turn = new ModelTurn(run, model, last);
      let reply: ModelReply | undefined;
      while (reply === undefined) {
        try {
          reply = turn.check(checkReply(await turn.wait(model.respond(turn.request(), turn.listener())), model));
        } catch (error) {
          await turn.retryOrThrow(error);
        }
      }
      const asked = turn.complete(reply);
      run.journal.add(modelDone(run, reply));
      if (asked.length === 0) {
        run.ending = { status: "COMPLETED", stopReason: last ? "maxToolRounds" : "done" };
        return;
      }
      const planned = planTurn(run, asked);
      calls = planned instanceof Promise ? await planned : planned;
    }
    run.ending = await carryOut(run, calls);
    if (run.ending !== undefined) return;
    calls = undefined;
    const observers = run.observed();
    if (observers !== undefined) await run.scope.race(observers);
  }
}
