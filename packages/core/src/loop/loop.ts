import type { Model, ModelReply, ToolCall } from "@definable/spec";
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
  if (run.extras?.resumed !== undefined) await carryOut(run, run.extras?.resumed);
  for (;;) {
    if (run.inbox?.isEmpty === false) await (await loadTakeInput()).takeInput(run, run.inbox);
    if (run.extras?.beforeTurn !== undefined && run.ending === undefined) await run.extras.beforeTurn();
    run.scope.throwIfCancelled();
    if (run.ending === undefined) run.ending = limitReached(run);
    if (run.ending !== undefined) return;
    if (run.behind !== undefined) await run.scope.race(run.behind);
    const turn = new ModelTurn(run, model);
    let reply: ModelReply | undefined;
    while (reply === undefined) {
      try {
        reply = turn.check(checkReply(await turn.wait(model.respond(turn.request(), turn.listener())), model));
      } catch (error) {
        await turn.retryOrThrow(error);
      }
    }
    const asked = run.extras === undefined ? complete(run, turn, reply) : await judge(run, turn, reply);
    if (asked === undefined) return;
    if (asked.length > 0) await carryOutReply(run, asked, reply.usage);
  }
}

/** Takes the reply, and ends the run when it asks for nothing. */
function complete(run: Run, turn: ModelTurn, reply: ModelReply): readonly ToolCall[] {
  const asked = turn.complete(reply);
  if (asked.length > 0) return asked;
  run.journal.add(modelDone(run, reply.usage));
  run.ending = { status: "COMPLETED", stopReason: turn.isLast ? "maxToolRounds" : "done" };
  return asked;
}

/** The same for a reply that is judged first, or has to have a shape. Undefined when it was blocked. */
async function judge(run: Run, turn: ModelTurn, reply: ModelReply): Promise<readonly ToolCall[] | undefined> {
  const { guards, shape } = run.extras ?? {};
  const judged = guards?.judgesReplies === true ? await turn.judge(reply, guards) : reply;
  if (judged === undefined) return undefined;
  const asked = complete(run, turn, judged);
  if (asked.length === 0) await shape?.check(run, judged);
  return asked;
}

function limitReached({ extras }: Run): Ending | undefined {
  const stopReason = extras?.budget?.reached();
  return stopReason === undefined ? undefined : { status: "COMPLETED", stopReason };
}
