import type { Guardrail, GuardrailVerdict, RunEvent, RunOutputData, Store } from "@definable/spec";
import { OPENING_EVENTS } from "@definable/spec";
import { Agent, AgentCancelled, AgentRunError, MemoryStore } from "../../src/index.ts";
import type { AgentOptions, RunOutput, RunStream } from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";
import { Canceller } from "./canceller.ts";
import { decide, decideLive, isBadEdit, withoutBadEdits } from "./decide.ts";
import { oddStore } from "./odd-store.ts";
import type { ApprovalPlan, Plan, RunPlan } from "./plan.ts";
import { SpokenModel } from "./spoken-model.ts";
import { TOOLS } from "./tool-box.ts";
import { ToolDesk } from "./tool-desk.ts";

/** One segment of a run, as everybody saw it. */
export interface PlayedSegment {
  /** As a handler heard them. */
  readonly events: readonly RunEvent[];
  /** The JSON of each event, made when it was heard. */
  readonly heard: readonly string[];
  /** As the reader of the stream got them; undefined without a stream. */
  readonly read: readonly RunEvent[] | undefined;
  /** Undefined for a paused run that was cancelled by its id. */
  readonly output: RunOutput | undefined;
  /** Its JSON, made when the segment ended: decisions on the live object come later. */
  readonly json: RunOutputData | undefined;
  /** The JSON of what the segment goes on from. */
  readonly earlier: RunOutputData | undefined;
}

/** A plan, played to its end. */
export interface Played {
  readonly plan: Plan;
  /** The segments of each run that began. */
  readonly runs: readonly (readonly PlayedSegment[])[];
  readonly model: SpokenModel;
  readonly desk: ToolDesk;
  /** What was heard when everything was over and the tools went on. */
  readonly late: readonly RunEvent[];
}

/** Plays a plan, with an agent that has these options besides. */
export async function play(plan: Plan, more: Partial<AgentOptions> = {}): Promise<Played> {
  const player = new Player(plan, more);
  const runs: PlayedSegment[][] = [];
  for (const [index, run] of plan.runs.entries()) runs.push(await player.run(run, `run-${index + 1}`));
  const { model, desk } = player;
  const late = await player.lateEvents();
  return { plan, runs: runs.filter((segments) => segments.length > 0), model, desk, late };
}

/** The segments of all runs. */
export function segmentsOf({ runs }: Played): readonly PlayedSegment[] {
  return runs.flat();
}

interface Heard {
  readonly events: RunEvent[];
  readonly json: string[];
}

type Begin = () => Promise<RunOutput> | RunStream;

class Player {
  readonly model: SpokenModel;
  readonly desk: ToolDesk = new ToolDesk();
  readonly #plan: Plan;
  readonly #more: Partial<AgentOptions>;
  #store: Store;
  #agent: Agent;
  #heard: Heard[] = [];
  #canceller: Canceller = new Canceller("", undefined);
  #ids = 0;

  constructor(plan: Plan, more: Partial<AgentOptions>) {
    this.#plan = plan;
    this.#more = more;
    this.model = new SpokenModel(plan.turns);
    this.#store = oddStore(plan.store);
    this.#agent = this.#makeAgent();
  }

  async run(run: RunPlan, runId: string): Promise<PlayedSegment[]> {
    this.#canceller = new Canceller(runId, run.cancel);
    const options = {
      runId,
      metadata: run.metadata,
      messages: run.history,
      signal: this.#canceller.controller.signal,
      cancellationToken: this.#canceller.token,
      ...(run.hasSession && { sessionId: "s" }),
      userId: "u",
    };
    const begin: Begin = () =>
      run.stream ? this.#agent.runStream(run.input, options) : this.#agent.run(run.input, options);
    const segments: PlayedSegment[] = [];
    let paused = await this.#segment(segments, begin);
    for (const approval of run.approvals) {
      if (paused?.isPaused !== true) break;
      paused = await this.#continue(segments, paused, approval);
    }
    if (paused?.isPaused === true && run.dropPaused) await this.#drop(segments, paused);
    return segments;
  }

  async lateEvents(): Promise<readonly RunEvent[]> {
    this.#heard = [];
    this.desk.letGo();
    await new Promise((resolve) => setImmediate(resolve));
    this.desk.letGo();
    return this.#heard.flatMap(({ events }) => events);
  }

  #makeAgent(): Agent {
    const { maxToolRounds, maxParallelTools, maxRetries, streams, guards = "none" } = this.#plan;
    const agent = new Agent({
      ...this.#more,
      model: this.model,
      tools: TOOLS,
      dependencies: this.desk,
      store: this.#store,
      maxToolRounds,
      maxParallelTools,
      maxRetries,
      retryBackoffMs: 0,
      guardrails: guards === "none" ? [] : [watchful(guards)],
      modelSettings: { stream: streams },
      logger: new LogBook(),
      generateId: () => `id-${(this.#ids += 1)}`,
    });
    agent.events.on("*", (event) => this.#hear(event));
    return agent;
  }

  #hear(event: RunEvent): void {
    const isOpening = OPENING_EVENTS.some((name) => name === event.event);
    if (isOpening || this.#heard.length === 0) this.#heard.push({ events: [], json: [] });
    this.#heard.at(-1)?.events.push(event);
    this.#heard.at(-1)?.json.push(JSON.stringify(event));
    this.#canceller.heard(event);
  }

  async #segment(segments: PlayedSegment[], begin: Begin): Promise<RunOutput | undefined> {
    const before = segments.findLast(({ output }) => output !== undefined)?.output;
    const earlier = before === undefined ? undefined : asJson(before);
    const read: RunEvent[] = [];
    this.#heard = [];
    this.#canceller.agent = this.#agent;
    const begun = begin();
    const isStream = !(begun instanceof Promise);
    this.#canceller.stream = isStream ? begun : undefined;
    const output = await outcome(isStream ? this.#read(begun, read) : begun);
    await this.#canceller.settled();
    const [heard] = this.#heard.splice(0, 1);
    if (heard === undefined) return before;
    const { events, json } = heard;
    const whole = output === undefined ? undefined : asJson(output);
    segments.push({ events, heard: json, read: isStream ? read : undefined, output, json: whole, earlier });
    return output !== undefined && this.#cancelledLater(segments, output) ? undefined : output;
  }

  /** A paused run that is cancelled by its id has one more segment, which nobody reads. */
  #cancelledLater(segments: PlayedSegment[], paused: RunOutput): boolean {
    const [heard] = this.#heard.splice(0, 1);
    if (heard === undefined) return false;
    const { events, json } = heard;
    const earlier = asJson(paused);
    segments.push({ events, heard: json, read: undefined, output: undefined, json: undefined, earlier });
    return true;
  }

  async #read(stream: RunStream, read: RunEvent[]): Promise<RunOutput> {
    for await (const event of stream) {
      read.push(event);
      if (this.#canceller.read(event)) break;
    }
    return stream.output;
  }

  async #continue(segments: PlayedSegment[], paused: RunOutput, plan: ApprovalPlan): Promise<RunOutput | undefined> {
    if (plan.by === "freshStore") this.#store = new MemoryStore();
    if (plan.by !== "same") this.#agent = this.#makeAgent();
    const decisions = decide(paused, plan.choices);
    if (decisions.some(isBadEdit)) await this.#refused(() => this.#agent.continueRun(asJson(paused), { decisions }));
    const good = withoutBadEdits(decisions);
    const { controller, token } = this.#canceller;
    const options = { signal: controller.signal, cancellationToken: token };
    if (plan.from === "live") decideLive(paused, good);
    const run =
      plan.from === "live" ? paused : plan.from === "id" && plan.by !== "freshStore" ? paused.runId : asJson(paused);
    const given = plan.from === "live" ? options : { ...options, decisions: good };
    return this.#segment(segments, () =>
      plan.stream ? this.#agent.continueRunStream(run, given) : this.#agent.continueRun(run, given),
    );
  }

  /** Arguments that do not fit are refused before anything happens. */
  async #refused(attempt: () => Promise<unknown>): Promise<void> {
    this.#heard = [];
    const code = await attempt().then(
      () => "nothing",
      (error: unknown) => (typeof error === "object" && error !== null && "code" in error ? error.code : error),
    );
    if (code !== "INVALID_DECISION" || this.#heard.length > 0) {
      throw new Error(`Bad arguments gave ${String(code)} and ${this.#heard.length} segments.`);
    }
  }

  async #drop(segments: PlayedSegment[], paused: RunOutput): Promise<void> {
    this.#heard = [];
    await this.#agent.cancelRun(paused.runId, { userId: "u" }).catch(() => false);
    this.#cancelledLater(segments, paused);
  }
}

/** Looks at everything and lets it pass. */
function watchful(how: "atOnce" | "later"): Guardrail {
  const verdict: GuardrailVerdict = { action: "allow" };
  const check = (): GuardrailVerdict | Promise<GuardrailVerdict> =>
    how === "atOnce" ? verdict : new Promise((resolve) => setImmediate(resolve, verdict));
  return { name: "watchful", applies: ["input", "output", "tool"], check };
}

/** What came of a segment; undefined when it could not begin. */
async function outcome(running: Promise<RunOutput>): Promise<RunOutput | undefined> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof AgentRunError || error instanceof AgentCancelled) return error.output;
    return undefined;
  }
}

/** What a caller has who keeps a run as JSON. */
export function asJson(output: RunOutput): RunOutputData {
  // The text was made of a RunOutput, so it reads back as its data.
  return JSON.parse(JSON.stringify(output)) as RunOutputData;
}
