import type { Model, ModelReply } from "@definable/spec";
import type { Ending } from "../run/ending.ts";
import { loadTakeInput } from "../parts.ts";
import { modelDone } from "../run/journal.ts";
import type { Run } from "../run/run.ts";
import { carryOut, carryOutReply } from "./carry-out.ts";
import { checkReply } from "./check-reply.ts";
import { ModelTurn } from "./model-turn.ts";

/**
 * The loop: ask the model; stop if it asked for nothing; carry out what it asked; go on. A continuation begins with the
 * calls that a person has decided. Leaves in `run.ending` how the run ends; throws when it is cancelled or fails.
 */
export async function runLoop(run: Run, model: Model): Promise<void> {
  if (run.resumed !== undefined) await carryOut(run, run.resumed);
  for (;;) {
    if (run.inbox?.isEmpty === false) await (await loadTakeInput()).takeInput(run, run.inbox);
    if (run.extras?.beforeTurn !== undefined && run.ending === undefined) await run.extras.beforeTurn();
    run.scope.throwIfCancelled();
    if (run.ending === undefined) run.ending = limitReached(run);
    if (run.ending !== undefined) return;
    const reader = run.behind;
    if (reader !== undefined) await run.scope.race(reader);
    const turn = new ModelTurn(run, model);
    let reply: ModelReply | undefined;
    while (reply === undefined) {
      try {
        reply = turn.check(checkReply(await turn.wait(model.respond(turn.request(), turn.listener())), model));
      } catch (error) {
        await turn.retryOrThrow(error);
      }
    }
    const guards = run.extras?.guards;
    const judged = guards?.judgesReplies === true ? await turn.judge(reply, guards) : reply;
    if (judged === undefined) return;
    const asked = turn.complete(judged);
    if (asked.length > 0) await carryOutReply(run, asked, reply.usage);
    else {
      answered(run, turn, judged);
      const shape = run.extras?.shape;
      if (shape !== undefined) await shape.check(run, judged);
    }
  }
}

function answered(run: Run, { isLast }: ModelTurn, { usage }: ModelReply): void {
  run.journal.add(modelDone(run, usage));
  run.ending = { status: "COMPLETED", stopReason: isLast ? "maxToolRounds" : "done" };
}

function limitReached({ budget }: Run): Ending | undefined {
  const stopReason = budget?.reached();
  return stopReason === undefined ? undefined : { status: "COMPLETED", stopReason };
}
