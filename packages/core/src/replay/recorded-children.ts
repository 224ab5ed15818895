import type { RunOutputData } from "@definable/spec";
import type { Family } from "../run/run-extras.ts";
import type { ReplayingRun } from "./replaying-run.ts";

const nothing = (): void => undefined;

/** The sub-agents of a recorded run: what they told is told again, so that none of them works and none has to be ended. */
export class RecordedChildren implements Family {
  readonly waiting: readonly RunOutputData[] = [];
  readonly wait: () => void = nothing;
  readonly forget: () => void = nothing;
  readonly counts: () => void = nothing;
  readonly settled: () => Promise<void> = async () => undefined;
  readonly end: () => Promise<void> = async () => undefined;
  readonly #run: ReplayingRun;

  constructor(run: ReplayingRun) {
    this.#run = run;
  }

  haveEnded(): boolean {
    return true;
  }

  /** The sub-agent of a call, from this segment or an earlier one. */
  begun(callId: string): string | undefined {
    const { script, extras } = this.#run;
    const spawned = script.find("SubAgentSpawned", ({ stepId }) => stepId === callId);
    const before = extras?.earlier?.tools.find(
      ({ toolCallId, status }) => toolCallId === callId && status === "waiting",
    );
    return spawned?.threadId ?? before?.childRunId;
  }

  work(): Promise<never> {
    return Promise.reject(new TypeError("No sub-agent works in a replay."));
  }
}
