import type { ContinueOptions, Requirement, RunOutputData, Tool } from "@definable/spec";
import { InputError } from "@definable/spec";
import { addTools } from "../agent-tools.ts";
import type { AgentServices } from "../agent-services.ts";
import type { SegmentResult } from "../run/end-segment.ts";
import { Run } from "../run/run.ts";
import type { RunRequest, StreamSide } from "../run/run.ts";
import { RunExtras } from "../run/run-extras.ts";
import type { Thought } from "../run/run-extras.ts";
import { runSegment } from "../run/segment.ts";
import { adopt } from "../sub-agents/adopt.ts";
import { modelOf, signalsOf } from "../run/start-segment.ts";
import { checkContinueOptions } from "./check-continue-options.ts";
import { expiryDecisions, recordAnswers } from "./answers.ts";
import { beginContinuation } from "./begin-continuation.ts";
import { findContinuation } from "./continuation.ts";
import { resumeCalls } from "./resume-calls.ts";

/** What a continuation has besides its options. */
export interface SegmentSides {
  /** Its reader, and whoever may speak to it. */
  readonly stream?: (StreamSide & { readonly signal: AbortSignal }) | undefined;
  /** What a sub-agent goes on with. */
  readonly child?: ChildSide | undefined;
}

/** Where a sub-agent goes on. */
export interface ChildSide {
  make(services: AgentServices, request: RunRequest): Promise<Run>;
  /** When its root was continued: an answer that was given in time counts, however late the sub-agent comes to it. */
  readonly at: number;
  /** The run that it belongs to. */
  readonly parentRunId: string;
}

/** Runs the next segment of a paused run. Rejects without an event when it cannot begin. */
export async function continueSegment(
  services: AgentServices,
  run: string | RunOutputData,
  { stream, child, ...options }: ContinueOptions & SegmentSides,
): Promise<SegmentResult> {
  checkContinueOptions(options);
  const at = child?.at ?? services.config.now();
  const agentTools = await services.tools();
  const found = await findContinuation(services, run, {
    decisions: options.decisions ?? [],
    parentRunId: child?.parentRunId,
    at,
  });
  const { runId, sessionId, hasSession, input, userId, metadata } = found.output;
  const { history: messages, modelSettings, providerOptions, activeTools, limits } = found.created ?? {};
  const asleep = services.asleep.get(runId);
  const kept = asleep?.options;
  const tools = addTools(agentTools, (kept?.tools ?? []) as readonly Tool[]);
  const decided = [...found.decisions, ...expiryDecisions(found.expired)];
  const decider = {
    by: options.decidedBy ?? "caller",
    at,
    through: options.decidedThrough ?? "api",
  };
  const depth = child === undefined ? 0 : 1;
  const calls = await resumeCalls(found.output, decided, { tools, services, depth, decider, expired: found.expired });
  const { answers, failedBy } = await recordAnswers(found, calls.planned, decider);
  const request: RunRequest = {
    runId,
    sessionId,
    hasSession,
    input: input.messages,
    options: {
      ...kept,
      outputSchema: options.outputSchema ?? kept?.outputSchema,
      userId,
      metadata,
      messages,
      modelSettings,
      providerOptions,
      // Those of the run itself may be gone, in another process.
      activeTools: activeTools?.filter((name) => tools.table.has(name)),
      ...limits,
    },
    model: modelOf(options.model === undefined ? (kept ?? {}) : options, services.config.model),
    signals: stream === undefined ? signalsOf(options) : [...signalsOf(options), stream.signal],
  };
  const next = child === undefined ? new Run(services, request, stream) : await child.make(services, request);
  next.more.resumed = calls;
  if (asleep?.blocks !== undefined) Object.assign((next.extras ??= new RunExtras()).blocks, asleep.blocks);
  if (asleep?.thought !== undefined) rememberThought(next, asleep.thought);
  adopt(next, calls.planned, { tools, services });
  if (failedBy !== undefined) next.more.failure = expired(failedBy);
  return runSegment(next, () => beginContinuation(next, found, answers));
}

/** What was thought about the input still holds: the run does not think again. */
function rememberThought(run: Run, thought: Thought): void {
  run.extras ??= new RunExtras();
  run.extras.thought = thought;
  run.extras.blocks.thinking = thought.block;
}

function expired({ id, toolExecution }: Requirement): InputError {
  return new InputError(
    "REQUIREMENT_EXPIRED",
    `Nobody answered requirement "${id}" about "${toolExecution.toolName}" in time, and the tool fails the run then (onExpire).`,
  );
}
