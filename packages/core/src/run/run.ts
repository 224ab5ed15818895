import type {
  JsonObject,
  JsonValue,
  Message,
  Model,
  ModelPrice,
  ModelReply,
  ModelSettings,
  RunEvent,
  RunInput,
  RunOptions,
  UserMessage,
} from "@definable/spec";
import type { Watch } from "@definable/tools";
import type { AgentConfig } from "../config.ts";
import type { AgentServices } from "../agent-services.ts";
import type { AgentTools } from "../agent-tools.ts";
import type { CallBudget } from "../limits/call-budget.ts";
import type { SideQuestion } from "../loop/side-call.ts";
import { loadSideCall } from "../parts.ts";
import { CancelScope } from "./cancel-scope.ts";
import type { Ending } from "./ending.ts";
import type { ModelRef } from "../model/resolve-model.ts";
import { Envelope } from "./envelope.ts";
import { EventLog } from "./event-log.ts";
import type { EventQueue } from "./event-queue.ts";
import { Fold } from "./fold.ts";
import type { Inbox } from "./inbox.ts";
import { Journal } from "./journal.ts";
import { RunExtras } from "./run-extras.ts";
import type { RunIdentity } from "./fold.ts";
import type { Told } from "./told.ts";

const NO_TOOLS: AgentTools = { table: new Map(), definitions: [], names: [] };

/** What identifies a run, and what was asked of it. */
export interface RunRequest {
  readonly runId: string;
  readonly sessionId: string;
  /** False for a run without a session of its own: it sees no history and leaves none. */
  readonly hasSession: boolean;
  readonly input: readonly UserMessage[];
  readonly options: RunOptions;
  readonly signals: readonly AbortSignal[];
  readonly model: ModelRef;
}

/** What a stream adds to a segment: a reader, and somebody who may speak while it is under way. */
export interface StreamSide {
  readonly queue: EventQueue;
  readonly inbox: Inbox;
}

/**
 * One segment of a run: its identity, its state, and `emit`, the only writer of events. The loop and the phases get it as
 * their one argument.
 */
export class Run {
  readonly services: AgentServices;
  /** Replaced once when guardrails change the input: nobody reads the other from then on. */
  request: RunRequest;
  readonly scope: CancelScope;
  /** What of the run has a time limit at the moment. */
  readonly watch: Watch;
  readonly settings: ModelSettings;
  readonly fold: Fold = new Fold();
  readonly journal: Journal;
  readonly queue: EventQueue | undefined;
  /** What is said to the run while it is under way; only streams take such. */
  readonly inbox: Inbox | undefined;
  /** What only some runs have. */
  extras: RunExtras | undefined;
  /** What the run's output keeps of the events; undefined with `keepEvents: false`. */
  readonly log: EventLog | undefined;
  envelope: Envelope;
  readonly input: RunInput;
  seq = 0;
  /** How often the model has been asked; the first call is turn 1. */
  turn = 0;
  model: Model | undefined;
  instructions: string | undefined;
  price: ModelPrice | undefined;
  tools: AgentTools = NO_TOOLS;
  /** From here on the output is being stored: a tool that speaks now is not heard. */
  isEnding = false;
  /** The terminal event stands: a cancel comes too late. */
  hasEnded = false;
  /** Settles when the segment has ended and its observers are done. */
  ended: Promise<unknown> | undefined;
  /** The ids of all tool calls so far. */
  callIds: Set<string> | undefined;
  /** For the tools only: never in an event, output or store. */
  readonly dependencies: unknown;
  /** Earlier messages and the input, legal, fixed once composed. */
  history: readonly Message[] = [];
  ending: Ending | undefined;
  /** Gives the session free for the next run. */
  leaveSession: (() => void) | undefined;
  /** How many messages the model has been asked with so far. */
  asked = 0;
  #sessionState: { [key: string]: JsonValue } | undefined;
  #observing: Promise<unknown>[] | undefined;
  /** The event that observers hear at this moment, and those that they caused. */
  #untold: RunEvent[] | undefined;

  constructor(services: AgentServices, request: RunRequest, side?: StreamSide) {
    this.services = services;
    this.request = request;
    // First what may throw: after it the run listens and is watched.
    this.dependencies = mergeDependencies(services.config.dependencies, request.options.dependencies);
    const { agentId, name: agentName, keepEvents } = services.config;
    this.envelope = new Envelope({ runId: request.runId, sessionId: request.sessionId, agentId, agentName });
    this.log = keepEvents ? new EventLog(this.envelope) : undefined;
    this.scope = new CancelScope(request.signals);
    this.watch = services.alarm.watch();
    this.input = { messages: request.input };
    const { modelSettings } = request.options;
    this.settings =
      modelSettings === undefined
        ? services.config.modelSettings
        : { ...services.config.modelSettings, ...modelSettings };
    this.journal = new Journal(services.store.runs, request.runId);
    this.queue = side?.queue;
    this.inbox = side?.inbox;
  }

  /** What only some runs have, made for one that has it. */
  get more(): RunExtras {
    return (this.extras ??= new RunExtras());
  }

  get config(): AgentConfig {
    return this.services.config;
  }

  get runId(): string {
    return this.request.runId;
  }

  get sessionId(): string {
    return this.request.sessionId;
  }

  /** The run's own copy, made when somebody asks for it. */
  get sessionState(): { [key: string]: JsonValue } {
    this.#sessionState ??= structuredClone(this.config.sessionState);
    return this.#sessionState;
  }

  /** Takes a copy of the session's state: the agent's defaults are for sessions that have none. */
  takeState(state: JsonObject): void {
    this.#sessionState = structuredClone(state) as { [key: string]: JsonValue };
  }

  /** The state as it stands; undefined when nobody has asked for it, so that nothing of it can have changed. */
  get knownState(): JsonObject | undefined {
    return this.#sessionState;
  }

  /** The run that started this one as a sub-agent. */
  get parentRunId(): string | undefined {
    return undefined;
  }

  /** 0 for a run that nobody's run has started, and one more for each between. */
  get depth(): number {
    return 0;
  }

  /** What the run that started this one may still spend: this one spends of it. */
  get parentBudget(): CallBudget | undefined {
    return undefined;
  }

  /** Resolves when the reader has caught up; undefined when nobody has to be waited for. */
  get behind(): Promise<void> | undefined {
    return this.queue?.behind;
  }

  get identity(): RunIdentity {
    return {
      runId: this.runId,
      sessionId: this.sessionId,
      hasSession: this.request.hasSession,
      userId: this.request.options.userId,
      agentId: this.config.agentId,
      agentName: this.config.name,
      parentRunId: this.parentRunId,
      metadata: this.request.options.metadata,
      sessionState: this.#sessionState && snapshot(this.#sessionState),
    };
  }

  /**
   * Tells what happens: folds it, keeps it, and, when somebody looks, makes the event of it, calls the observers and hands it
   * to the reader: synchronously, in this order. Returns the moment.
   */
  emit(told: Told, at: number = this.config.now()): number {
    const event = this.#take(told, at);
    if (event !== undefined) this.#tell(event);
    return at;
  }

  /** Asks a model beside the conversation. Throws what the last try threw. */
  async askAside(question: SideQuestion): Promise<ModelReply> {
    const { askAside } = await loadSideCall();
    return askAside(this, question);
  }

  /** A piece of text, on a way of its own: streams are made of them. Returns the moment. */
  emitContent(content: string): number {
    const at = this.config.now();
    const seq = ++this.seq;
    this.fold.hear(content, at);
    this.log?.push({ event: "RunContent", content }, seq, at);
    const partial = this.extras?.shape?.heard(content);
    if (this.#isUnseen) return at;
    const event = this.envelope.content(content, seq, at);
    this.#tell(partial === undefined ? event : Object.defineProperty(event, "partial", { value: partial }));
    return at;
  }

  /** Tells the terminal event, without handing it to the reader yet: it is returned for that. */
  emitEnd(told: Told, at: number): RunEvent | undefined {
    const event = this.#take(told, at);
    if (event !== undefined) this.observe(event);
    return event;
  }

  /** Tells what happens in a sub-agent: it stands in this run's stream, under its own id. Returns its number there. */
  forward(sender: Envelope, told: Told, at: number): number {
    const seq = ++this.seq;
    this.log?.pushFrom(sender, told, { seq, at });
    if (!this.#isUnseen) this.#tell(sender.stamp(told, seq, at));
    return seq;
  }

  /** Nothing when nobody looks. */
  #take(told: Told, at: number): RunEvent | undefined {
    const seq = ++this.seq;
    this.fold.apply(told, at);
    this.log?.push(told, seq, at);
    return this.#isUnseen ? undefined : this.envelope.stamp(told, seq, at);
  }

  get #isUnseen(): boolean {
    return this.queue === undefined && this.services.bus.isSilent && this.#untold === undefined;
  }

  #tell(event: RunEvent): void {
    // An event that an observer causes, such as by a cancel, is told after the one that it observes.
    if (this.#untold !== undefined) {
      this.#untold.push(event);
      return;
    }
    if (this.services.bus.isSilent) {
      this.queue?.push(event);
      return;
    }
    const untold = (this.#untold = [event]);
    for (const next of untold) {
      this.observe(next);
      this.queue?.push(next);
    }
    this.#untold = undefined;
  }

  /** Calls the observers of the agent. */
  observe(event: RunEvent): void {
    if (this.services.bus.isSilent) return;
    this.#observing ??= [];
    this.services.bus.dispatch(event, this.#observing);
  }

  /** Nothing of the run happens after this but its terminal event. */
  close(): void {
    this.hasEnded = true;
    this.watch.dispose();
    this.extras?.timeWatch?.dispose();
    this.scope.dispose();
    this.leaveSession?.();
  }

  /** Waits for what observers returned; nothing when they returned nothing. */
  observed(): Promise<unknown> | undefined {
    if (this.#observing === undefined || this.#observing.length === 0) return undefined;
    return Promise.all(this.#observing.splice(0));
  }
}

/** What JSON can say of the state, as it is now: a tool may hold on to the live one. Nothing when it can say none of it. */
function snapshot(state: JsonObject): JsonObject | undefined {
  try {
    const copy: JsonObject = JSON.parse(JSON.stringify(state));
    return copy;
  } catch {
    return undefined;
  }
}

/** The run's dependencies go before the agent's, field by field where both are plain objects. */
function mergeDependencies(agent: unknown, run: unknown): unknown {
  if (run === undefined) return agent;
  return isPlain(agent) && isPlain(run) ? { ...agent, ...run } : run;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
