import type { OwnerScope, RunOutputData, StoredRun } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { judgesInput } from "../guardrails/guardrail-options.ts";
import { Meter } from "../metrics/meter.ts";
import { RunOutput } from "./run-output.ts";

/** The output of a stored run as it stands, if it is this user's. */
export async function findRun(
  services: AgentServices,
  runId: string,
  scope: OwnerScope,
): Promise<RunOutput | undefined> {
  const stored = await services.store.runs.read(runId);
  if (stored === undefined || stored.userId !== scope.userId) return undefined;
  return new RunOutput(latest(stored) ?? goneOn(stored) ?? underWay(services, stored));
}

/** What a run that goes on had when it paused: all that is known of it until it ends or pauses again. */
function goneOn({ entries, status }: StoredRun): RunOutputData | undefined {
  const paused = entries.findLast((entry) => entry.kind === "run.paused");
  return paused?.kind === "run.paused" ? { ...paused.output, status, requirements: [] } : undefined;
}

function latest(stored: StoredRun): RunOutputData | undefined {
  if (stored.status === "RUNNING") return undefined;
  for (let index = stored.entries.length - 1; index >= 0; index -= 1) {
    const entry = stored.entries[index];
    if (entry?.kind === "run.ended" || entry?.kind === "run.paused") return entry.output;
  }
  return undefined;
}

/** What is known of a run while it runs: who it is and what it was asked. */
function underWay({ config }: AgentServices, stored: StoredRun): RunOutputData {
  const { runId, sessionId, userId, agentId, createdAt, status } = stored;
  const created = stored.entries.find((entry) => entry.kind === "run.created");
  // What guardrails may have yet to judge is shown to nobody.
  const isTold = created?.kind === "run.created" && !judgesInput(config.guardrails);
  const input = isTold ? created.input : { messages: [] };
  return {
    runId,
    sessionId,
    // A run alone is its own session.
    hasSession: sessionId !== runId,
    userId,
    agentId,
    agentName: config.name,
    model: config.model.id,
    modelProvider: config.model.provider,
    status,
    input,
    content: "",
    contentType: "text",
    messages: input.messages,
    historyLength: 0,
    tools: [],
    requirements: [],
    metrics: new Meter().read(Math.max(0, config.now() - createdAt)),
    createdAt,
    lastSeq: stored.entries.at(-1)?.eventSeq ?? 0,
    segments: 1,
  };
}
