import type { RunEvent, ToolExecution } from "@definable/spec";
import { Envelope } from "../run/envelope.ts";
import { Run } from "../run/run.ts";
import type { RunRequest, StreamSide } from "../run/run.ts";
import type { AgentServices } from "../agent-services.ts";
import type { Told } from "../run/told.ts";
import type { ReplayChanges, ReplayDifference } from "./replay-changes.ts";
import type { EndedCall, Script } from "./script.ts";

/** Turns of the platform's own loop without an event. */
const PATIENCE = 20;

/** What a replay does once it no longer follows its record. */
export type GoLive = (run: ReplayingRun) => void;

/** A run whose world is a record: what came from outside comes from there, at the place where it came. */
export class ReplayingRun extends Run {
  readonly script: Script;
  readonly changes: ReplayChanges;
  difference: ReplayDifference | undefined;
  readonly #goLive: GoLive;
  #isDriving = false;

  constructor(
    world: { readonly services: AgentServices; readonly request: RunRequest; readonly side: StreamSide },
    script: Script,
    { changes, goLive }: { readonly changes: ReplayChanges; readonly goLive: GoLive },
  ) {
    super(world.services, world.request, world.side);
    this.script = script;
    this.changes = changes;
    this.#goLive = goLive;
  }

  override emit(told: Told, at: number = this.config.now()): number {
    const event = this.#asRecorded(told);
    const moment = super.emit(event, event === told ? at : (this.script.next?.createdAt ?? at));
    // As what shortens results does when it tells so.
    if (event.event === "CompressionCompleted") this.history = this.fold.base;
    this.#told(this.envelope.stamp(event, this.seq, moment));
    if (this.difference !== undefined && this.#changes(event)) this.goLive();
    this.#drive();
    return moment;
  }

  override emitContent(content: string): number {
    const at = super.emitContent(content);
    this.#told(this.envelope.content(content, this.seq, at));
    this.#drive();
    return at;
  }

  override forward(sender: Envelope, told: Told, at: number): number {
    const seq = super.forward(sender, told, at);
    this.#told(sender.stamp(told, seq, at));
    this.#drive();
    return seq;
  }

  override emitEnd(told: Told, at: number): RunEvent | undefined {
    const event = super.emitEnd(told, at);
    this.#told(this.envelope.stamp(told, this.seq, at));
    return event;
  }

  /** From here on nothing comes from the record. */
  goLive(): void {
    if (this.script.isLive) return;
    this.script.isLive = true;
    this.script.leave();
    this.#goLive(this);
  }

  /** What the loop cannot know of a step that was not repeated is taken from the record: tries, times, prices, executions. */
  #asRecorded(told: Told): Told {
    const { next, isFollowed } = this.script;
    if (!isFollowed || next?.event !== told.event) return told;
    switch (told.event) {
      case "ModelCallCompleted": {
        if (next.event !== told.event || this.changes.replies?.[told.turn] !== undefined) return told;
        return {
          ...told,
          attempts: next.attempts,
          durationMs: next.durationMs,
          ...("cost" in told && { cost: next.cost }),
        };
      }
      case "PhaseCompleted":
        if (next.event !== told.event) return told;
        this.#endAsRecorded();
        return { ...told, durationMs: next.durationMs };
      case "ToolCallStarted":
      case "ToolCallCompleted":
      case "ToolCallError":
        return { ...told, tool: this.#execution(told.tool, next as EndedCall) };
      default:
        return told;
    }
  }

  #execution(tool: ToolExecution, { tool: recorded }: EndedCall): ToolExecution {
    if (recorded.toolCallId !== tool.toolCallId) return tool;
    const changed = this.changes.results?.[tool.toolCallId];
    return changed === undefined || tool.status === "running" ? recorded : tool;
  }

  /** Questions have the ids and times that they were asked with. */
  #endAsRecorded(): void {
    const { last } = this.script;
    if (this.ending?.status !== "PAUSED" || last.event !== "RunPaused") return;
    const ids = (list: readonly { readonly toolExecution: ToolExecution }[]): string =>
      list.map(({ toolExecution }) => toolExecution.toolCallId).join();
    if (ids(this.ending.requirements) !== ids(last.requirements)) return;
    const waiting = last.tools.filter(({ status }) => status === "waiting");
    this.ending = { ...this.ending, requirements: last.requirements, waiting };
  }

  #changes(told: Told): boolean {
    if (told.event !== "ToolCallCompleted" && told.event !== "ToolCallError") return false;
    return this.changes.results?.[told.tool.toolCallId] !== undefined;
  }

  /** Compares what was told with the record, until they first differ. */
  #told(found: RunEvent): void {
    const expected = this.script.next;
    this.script.advance();
    if (this.difference !== undefined || JSON.stringify(found) === JSON.stringify(expected)) return;
    this.difference = { seq: found.seq, expected, found: JSON.parse(JSON.stringify(found)) as RunEvent };
    if (!this.script.isLive && !this.#changesWith(found)) this.#giveUp(found.seq);
  }

  /** Nothing in a replay waits for anything outside, so one that stands still will not go on. */
  async standGuard(ended: Promise<unknown>): Promise<void> {
    let isOver = false;
    const over = (): void => void (isOver = true);
    ended.then(over, over);
    let stood = 0;
    let last = this.seq;
    while (!isOver && this.script.isFollowed && stood < PATIENCE) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      stood = last === this.seq ? stood + 1 : 0;
      last = this.seq;
    }
    const { next, isFollowed } = this.script;
    if (isOver || !isFollowed || next === undefined) return;
    this.difference ??= { seq: next.seq, expected: next, found: undefined };
    this.#giveUp(next.seq);
  }

  #giveUp(seq: number): void {
    this.script.isLost = true;
    this.script.leave();
    this.scope.cancel(`The replay departs from its record at event ${seq}`);
  }

  #changesWith(found: RunEvent): boolean {
    const isEnd = found.event === "ToolCallCompleted" || found.event === "ToolCallError";
    return isEnd && this.changes.results?.[found.tool.toolCallId] !== undefined;
  }

  /** Lets happen what comes from outside, up to the next event that something here tells by itself. */
  #drive(): void {
    if (this.#isDriving) return;
    this.#isDriving = true;
    while (this.script.isFollowed && this.script.isNextForeign) this.#tellAgain(this.script.next as RunEvent);
    this.#isDriving = false;
    if (!this.script.isFollowed) return;
    this.#hearInput();
    if (this.script.next?.seq === this.script.cutAt) {
      if (this.script.hasLateEnds) void this.#cutLater();
      else this.#cut();
    }
    this.script.wake();
  }

  #tellAgain(event: RunEvent): void {
    if (event.runId !== this.runId) this.forward(new RecordedSender(event), toldOf(event), event.createdAt);
    else if (event.event === "RunContent") this.emitContent(event.content);
    else this.emit(toldOf(event), event.createdAt);
  }

  /** All that was taken out of the inbox together goes in together. */
  #hearInput(): void {
    const { events, next } = this.script;
    if (next?.event !== "RunInputAdded") return;
    const at = events.indexOf(next);
    if (events[at - 1]?.event === "RunInputAdded") return;
    for (const event of events.slice(at)) {
      if (event.event !== "RunInputAdded" || event.via === "repair") break;
      void this.inbox?.post(event.messages, event.via);
    }
  }

  /** A tool that answered at once has done so before the cancel came. */
  async #cutLater(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    this.#cut();
  }

  #cut(): void {
    const { last } = this.script;
    if (last.event === "RunCompleted") this.scope.stop("maxDurationMs");
    else this.scope.cancel(last.event === "RunCancelled" ? last.reason : "cancelled");
  }
}

/** Whoever told an event of a sub-agent, which is told again as it stands. */
class RecordedSender extends Envelope {
  readonly #event: RunEvent;

  constructor(event: RunEvent) {
    super(event);
    this.#event = event;
  }

  override stamp(): RunEvent {
    return this.#event;
  }
}

/** What was told of an event, without its envelope. */
export function toldOf(event: RunEvent): Told {
  const {
    runId: _run,
    sessionId: _session,
    agentId: _agent,
    agentName: _name,
    seq: _seq,
    createdAt: _at,
    ...told
  } = event;
  // What is left of an event of a name is what is told of it.
  return told as unknown as Told;
}
