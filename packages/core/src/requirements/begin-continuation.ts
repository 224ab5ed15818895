import type { RequirementAnswer, RequirementState, RunOutputData } from "@definable/spec";
import { InputError, isDefinableError } from "@definable/spec";
import { entry } from "../run/journal.ts";
import type { Run } from "../run/run.ts";
import type { Opening } from "../run/segment.ts";
import { lastPause, restoredRun } from "./continuation.ts";
import type { Continuation } from "./continuation.ts";
import { rememberedName } from "./remembered-name.ts";

/**
 * Begins the next segment of a paused run: claims it (one wins, the others get `RUN_CONFLICT`), writes the decisions, all or
 * none. Returns how the segment is opened.
 */
export async function beginContinuation(
  run: Run,
  { output, restored }: Pick<Continuation, "output" | "restored">,
  answers: readonly RequirementAnswer[],
): Promise<Opening> {
  const { store } = run.services;
  const { runId } = output;
  if (restored) await restore(run, output);
  const current = lastPause(await run.journal.claim(run.config.agentId)) ?? output;
  const at = run.config.now();
  try {
    if (current.lastSeq !== output.lastSeq) {
      throw new InputError(
        "RUN_CONFLICT",
        `Run "${runId}" was continued by somebody else in the meantime, and waits again.`,
      );
    }
    const result = answers.length > 0 ? await store.runs.resolve(runId, answers) : "applied";
    if (result !== "applied") {
      throw new InputError(
        "REQUIREMENT_RESOLVED",
        `A requirement of run "${runId}" was answered by somebody else in the meantime.`,
      );
    }
  } catch (error) {
    await giveBack(run, current);
    throw error;
  }
  run.journal.skip(answers.length);
  await remember(run, output, answers);
  run.more.earlier = output;
  // A store that did not know the run has nothing of it in the session either.
  if (!restored) run.more.inSession = output.messages;
  run.fold.resume(output);
  run.seq = output.lastSeq;
  run.turn = output.tools.at(-1)?.turn ?? output.metrics.modelCalls;
  run.callIds = new Set(output.tools.map((tool) => tool.toolCallId));
  const requirements = output.requirements.flatMap((requirement) => {
    const answer = answers.find(({ decision }) => decision.requirementId === requirement.id);
    if (answer === undefined) return [];
    const state: RequirementState = answer.resolution.by === "expiry" ? "expired" : "resolved";
    return [{ ...requirement, state, ...answer }];
  });
  return () => void run.emit({ event: "RunContinued", segment: output.segments + 1, requirements }, at);
}

/** Keeps what a person allowed once and for all. */
async function remember(run: Run, output: RunOutputData, answers: readonly RequirementAnswer[]): Promise<void> {
  for (const { decision } of answers) {
    if (decision.action !== "confirm" || decision.always !== true) continue;
    const asked = output.requirements.find(({ id }) => id === decision.requirementId);
    const key = { userId: output.userId, sessionId: output.sessionId };
    if (asked !== undefined) await run.services.store.sessions.remember(key, rememberedName(output, asked), "confirm");
  }
}

/** Ends a claim that nothing came of, so that the run can still be continued. The failure before it is the one to tell. */
async function giveBack(run: Run, current: Continuation["output"]): Promise<void> {
  try {
    await run.journal.release("PAUSED", entry("run.paused", current.lastSeq, { output: current }));
  } catch {
    // The store fails or has given the run to somebody else: its claim ends with its time.
  }
}

/** Two may bring the same JSON at once: one makes the run, the other finds it made and loses the claim, or wins it. */
async function restore(run: Run, output: Continuation["output"]): Promise<void> {
  const { runs } = run.services.store;
  if ((await runs.read(output.runId)) !== undefined) return;
  const made = restoredRun(output);
  const owner = { owner: run.config.agentId, ttlMs: 30_000 };
  try {
    await runs.create(made.run, [made.input], owner);
  } catch (error) {
    if (isDefinableError(error) && error.code === "RUN_EXISTS") return;
    throw error;
  }
  const position = { runId: output.runId, epoch: 1, expectedEntry: 1 };
  await runs.release(position, { status: "PAUSED", entries: [entry("run.paused", output.lastSeq, { output })] });
}
