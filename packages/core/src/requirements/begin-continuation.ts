import { InputError, isDefinableError } from "@definable/spec";
import { entry } from "../run/journal.ts";
import type { Run } from "../run/run.ts";
import { restoredRun } from "./continuation.ts";
import type { Continuation } from "./continuation.ts";

/**
 * Opens the next segment of a paused run: claims it (one wins, the others get `RUN_CONFLICT`), writes the decisions, all or
 * none, and tells that the run goes on.
 */
export async function beginContinuation(
  run: Run,
  { output, decisions, restored }: Continuation,
  by: string,
): Promise<void> {
  const { store } = run.services;
  const { runId } = output;
  if (restored) await restore(run, output);
  await run.journal.claim(run.config.agentId);
  const at = run.config.now();
  if (decisions.length > 0) {
    const result = await store.runs.resolve(runId, decisions, { by, at });
    if (result !== "applied") {
      await run.journal.release("PAUSED", entry("run.paused", output.lastSeq, { output }));
      throw new InputError(
        "REQUIREMENT_RESOLVED",
        `A requirement of run "${runId}" was answered by somebody else in the meantime.`,
      );
    }
    run.journal.skip(decisions.length);
  }
  run.earlier = output;
  run.fold.resume(output);
  run.seq = output.lastSeq;
  run.turn = output.tools.at(-1)?.turn ?? output.metrics.modelCalls;
  run.callIds = new Set(output.tools.map((tool) => tool.toolCallId));
  const answered = output.requirements.flatMap((requirement) => {
    const decision = decisions.find((made) => made.requirementId === requirement.id);
    return decision === undefined ? [] : [{ ...requirement, state: "resolved" as const, decision }];
  });
  run.emit("RunContinued", { segment: output.segments + 1, requirements: answered }, at);
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
