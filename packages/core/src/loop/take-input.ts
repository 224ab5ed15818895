import type { Inbox } from "../run/inbox.ts";
import { entry } from "../run/journal.ts";
import type { Run } from "../run/run.ts";

/**
 * Puts what was said meanwhile into the conversation. A run that was done goes on with it; one that waits for a person, or
 * has reached a limit, does not.
 */
export async function takeInput(run: Run, inbox: Inbox): Promise<void> {
  const isDone = run.ending !== undefined;
  if (isDone && !isReady(run)) return;
  const guards = run.extras?.guards;
  const letters = guards?.judgesInput === true ? await guards.takeLetters(inbox, isDone) : inbox.take(isDone);
  if (letters.length === 0) return;
  if (isDone) {
    run.ending = undefined;
    // A turn of its own has its own rounds of tools.
    run.more.firstTurn = run.turn;
  }
  for (const { messages, via, answer } of letters) {
    run.journal.add(entry("input.added", run.seq, { messages }));
    run.emit({ event: "RunInputAdded", messages, via });
    answer(true);
  }
  const writing = run.journal.append();
  if (writing !== undefined) await run.scope.race(writing);
}

function isReady({ ending, scope }: Run): boolean {
  if (scope.isCancelled || ending?.status !== "COMPLETED") return false;
  return ending.stopReason === "done" || ending.stopReason === "tool";
}
