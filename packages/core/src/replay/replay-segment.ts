import type { RunEvent, RunOutputData, Tool, ToolExecution } from "@definable/spec";
import { Alarm, ConcurrencyKeys } from "@definable/tools";
import type { AgentServices } from "../agent-services.ts";
import { addTools } from "../agent-tools.ts";
import { EventBus } from "../event-bus.ts";
import type { CallBudget } from "../limits/call-budget.ts";
import { limitsOf } from "../limits/limits.ts";
import type { ModelRef } from "../model/resolve-model.ts";
import { runPhases } from "../pipeline.ts";
import { Asleep } from "../run/asleep.ts";
import { endSegment } from "../run/end-segment.ts";
import type { SegmentResult } from "../run/end-segment.ts";
import type { Ending } from "../run/ending.ts";
import { EventQueue } from "../run/event-queue.ts";
import { Inbox } from "../run/inbox.ts";
import type { Run, RunRequest, StreamSide } from "../run/run.ts";
import { runSegment } from "../run/segment.ts";
import { planRecorded } from "./recorded-calls.ts";
import type { ReplayChanges, ReplayDifference } from "./replay-changes.ts";
import { RecordedChildren } from "./recorded-children.ts";
import { RecordedGuards } from "./recorded-guards.ts";
import { RecordedShape } from "./recorded-shape.ts";
import { ReplayModel } from "./replay-model.ts";
import { replayPhases } from "./replay-phases.ts";
import { replayStore } from "./replay-store.ts";
import { ReplayingRun, toldOf } from "./replaying-run.ts";
import { Script } from "./script.ts";

/** The calls that the record has results of. */
export type KnownCalls = readonly ToolExecution[];

/** What a replay takes from the agent. */
export interface ReplayHouse {
  readonly services: AgentServices;
  /** Given, so that this part need not load another one. */
  readonly CallBudget: typeof CallBudget;
}

/** What all segments of a replay share. */
export interface ReplayWorld extends ReplayHouse {
  readonly changes: ReplayChanges;
  /** Who is asked once something was changed. */
  readonly live: ModelRef;
  readonly started: Extract<RunEvent, { event: "RunStarted" }>;
  readonly known: KnownCalls;
}

/** Replays one segment. `earlier`: what the replay of the one before it came to. */
export async function replaySegment(
  world: ReplayWorld,
  events: readonly RunEvent[],
  earlier: RunOutputData | undefined,
): Promise<SegmentResult & { readonly difference: ReplayDifference | undefined }> {
  const script = new Script(events);
  const services = servicesOf(world, script);
  const queue = new EventQueue();
  queue.lift();
  const side: StreamSide = { queue, inbox: new Inbox() };
  const run = new ReplayingRun({ services, request: requestOf(world), side }, script, {
    changes: world.changes,
    goLive: (gone) => goLive(gone, world),
  });
  const { last } = script;
  if (last.event === "RunCompleted" && last.sessionState !== undefined) run.takeState(last.sessionState);
  run.more.children = new RecordedChildren(run);
  if (RecordedGuards.isIn(script.own)) run.more.guards = new RecordedGuards(run);
  if (RecordedShape.isIn(script.own)) run.more.shape = new RecordedShape(script);
  const [opening] = events;
  if (earlier !== undefined) resume(run, earlier, opening);
  const running = runSegment(run, () => () => void (opening && run.emit(toldOf(opening), opening.createdAt)));
  await run.standGuard(running);
  const result = await running;
  return { ...result, difference: run.difference ?? tooShort(run) };
}

function tooShort({ script }: ReplayingRun): ReplayDifference | undefined {
  return script.next === undefined ? undefined : { seq: script.next.seq, expected: script.next, found: undefined };
}

function servicesOf({ services, live, started, known }: ReplayWorld, script: Script): AgentServices {
  const real = services.config.now;
  let since: { readonly real: number; readonly recorded: number } | undefined;
  const now = (): number => {
    const recorded = (script.next ?? script.last).createdAt;
    if (!script.isLive) return recorded;
    since ??= { real: real(), recorded };
    return since.recorded + real() - since.real;
  };
  const { agentId, agentName: name } = started;
  const unlimited = { maxTotalTokens: undefined, maxCost: undefined, maxDurationMs: undefined };
  const config = {
    ...services.config,
    ...unlimited,
    guardrails: undefined,
    agentId,
    name,
    now,
    keepEvents: true,
    debug: false,
  };
  const around = {
    run: (run: Run): Promise<SegmentResult> => {
      // Made just below: whoever is run here is a replay.
      const replaying = run as ReplayingRun;
      const model = new ReplayModel(replaying, live);
      const phases = replayPhases(replaying, model, known);
      return runPhases(run, { phases, end: (ended, ending) => endSegment(ended, endOf(script, ending)) }, 0);
    },
  };
  return {
    ...services,
    config,
    around,
    store: replayStore(script),
    bus: new EventBus(config.logger),
    alarm: new Alarm(now),
    asleep: new Asleep(),
    keys: new ConcurrencyKeys(),
    running: new Map(),
  };
}

/** What failed around the phases, such as the store or a middleware, is not run again. */
function endOf(script: Script, ending: Ending): Ending {
  const { last } = script;
  const isBlocked = script.isFollowed && last.event === "RunCompleted" && last.status === "BLOCKED";
  if (isBlocked && ending.status !== "CANCELLED") return { status: "BLOCKED", reason: last.content, raises: false };
  const isFailure = script.isFollowed && script.last.event === "RunError" && ending.status !== "ERROR";
  return isFailure ? { status: "ERROR", error: script.failure } : ending;
}

function requestOf({ started, live }: ReplayWorld): RunRequest {
  const { runId, sessionId, hasSession, input, userId, metadata } = started;
  const options = { userId, metadata };
  return { runId, sessionId, hasSession, input: input.messages, options, model: live, signals: [] };
}

/** Goes on from a paused replay, as a continuation does. */
function resume(run: ReplayingRun, earlier: RunOutputData, opening: RunEvent | undefined): void {
  run.more.earlier = earlier;
  run.fold.resume(earlier);
  run.seq = earlier.lastSeq;
  const waiting = earlier.tools.filter(({ status }) => status === "waiting");
  run.turn = earlier.tools.at(-1)?.turn ?? earlier.metrics.modelCalls;
  run.callIds = new Set(earlier.tools.map(({ toolCallId }) => toolCallId));
  const answered = opening?.event === "RunContinued" ? opening.requirements : [];
  const open = earlier.requirements.filter(({ id }) => !answered.some((requirement) => requirement.id === id));
  const asked = run.fold.openCalls();
  const planned = planRecorded(run, asked);
  if (planned instanceof Promise) return;
  run.more.resumed = { turn: waiting[0]?.turn ?? run.turn, planned, open, isResumed: true };
}

function goLive(run: ReplayingRun, { services, changes, CallBudget: Budget }: ReplayWorld): void {
  const tools = services.tools();
  // Loaded before the replay began, as soon as something is changed.
  if (!(tools instanceof Promise)) {
    const given = (changes.tools ?? []) as unknown as readonly Tool[];
    const own = [...tools.table.values()].filter(({ name }) => !given.some((tool) => tool.name === name));
    run.tools = addTools({ table: new Map(own.map((tool) => [tool.name, tool])), definitions: [], names: [] }, given);
  }
  const limits = limitsOf(services.config, {});
  run.more.budget = limits === undefined || run.model === undefined ? undefined : new Budget(run, limits, run.model);
}
