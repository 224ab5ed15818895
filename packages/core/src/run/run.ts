import type {
  JsonObject,
  JsonValue,
  Message,
  Model,
  ModelPrice,
  ModelSettings,
  PhaseName,
  RunEvent,
  RunEventMap,
  RunEventName,
  RunEventOf,
  RunInput,
  RunOptions,
  RunOutputData,
  ToolExecution,
  UserMessage,
} from "@definable/spec";
import { Alarm } from "@definable/tools";
import type { AgentConfig } from "../config.ts";
import type { AgentServices } from "../agent-services.ts";
import type { AgentTools } from "../agent-tools.ts";
import type { TurnCalls } from "../loop/turn-calls.ts";
import { CancelScope } from "./cancel-scope.ts";
import type { Ending } from "./ending.ts";
import type { EventQueue } from "./event-queue.ts";
import { Fold } from "./fold.ts";
import { Journal } from "./journal.ts";
import type { RunIdentity } from "./fold.ts";

/** What both events of a phase carry. */
export interface PhaseStep {
  readonly stepId: string;
  readonly phaseName: PhaseName;
}

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
}

/**
 * One segment of a run: its identity, its state, and `emit`, the only writer of events. The loop and the phases get it as
 * their one argument.
 */
export class Run {
  readonly runId: string;
  readonly sessionId: string;
  readonly config: AgentConfig;
  readonly services: AgentServices;
  readonly request: RunRequest;
  readonly scope: CancelScope;
  /** The one timer of the run. */
  readonly alarm: Alarm;
  readonly settings: ModelSettings;
  readonly fold: Fold = new Fold();
  readonly journal: Journal;
  readonly queue: EventQueue | undefined;
  readonly events: RunEvent[] = [];
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
  /** The calls that a continuation carries out before it asks the model. */
  resumed: TurnCalls | undefined;
  /** What a continuation goes on from. */
  earlier: RunOutputData | undefined;
  /** Messages of the run that its session has already. */
  inSession: readonly Message[] | undefined;
  ending: Ending | undefined;
  /** Gives the session free for the next run. */
  leaveSession: (() => void) | undefined;
  /** How many messages the model has been asked with so far. */
  asked = 0;
  #sessionState: { [key: string]: JsonValue } | undefined;
  readonly #observing: Promise<unknown>[] = [];
  /** The event that observers hear at this moment, and those that they caused. */
  readonly #untold: RunEvent[] = [];

  constructor(services: AgentServices, request: RunRequest, queue?: EventQueue) {
    this.runId = request.runId;
    this.sessionId = request.sessionId;
    this.config = services.config;
    this.services = services;
    this.request = request;
    this.scope = new CancelScope(request.signals);
    this.alarm = new Alarm(services.config.now);
    this.input = { messages: request.input };
    const { modelSettings } = request.options;
    this.settings =
      modelSettings === undefined
        ? services.config.modelSettings
        : { ...services.config.modelSettings, ...modelSettings };
    this.journal = new Journal(services.store.runs, request.runId);
    this.queue = queue;
    this.dependencies = mergeDependencies(services.config.dependencies, request.options.dependencies);
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

  get identity(): RunIdentity {
    return {
      runId: this.runId,
      sessionId: this.sessionId,
      hasSession: this.request.hasSession,
      userId: this.request.options.userId,
      agentId: this.config.agentId,
      agentName: this.config.name,
      parentRunId: undefined,
      metadata: this.request.options.metadata,
      sessionState: this.#sessionState && snapshot(this.#sessionState),
    };
  }

  /** Stamps an event, folds it, calls the observers and hands it to the reader: synchronously, in this order. */
  emit<Name extends RunEventName>(
    event: Name,
    payload: RunEventMap[Name],
    at: number = this.config.now(),
  ): RunEventOf<Name> {
    const stamped = this.stamp(event, payload, at);
    this.send(asAny(stamped));
    return stamped;
  }

  /** Folds a stamped event, calls the observers and hands it to the reader. */
  send(event: RunEvent): void {
    this.#keep(event);
    if (this.services.bus.isSilent && this.#untold.length === 0) {
      this.queue?.push(event);
      return;
    }
    this.#untold.push(event);
    // An event that an observer causes, such as by a cancel, is told after the one that it observes.
    if (this.#untold.length > 1) return;
    for (const next of this.#untold) {
      this.services.bus.dispatch(next, this.#observing);
      this.queue?.push(next);
    }
    this.#untold.length = 0;
  }

  /** The event of a text delta, by its own literal as all events that come often. Returns its moment. */
  emitContent(content: string): number {
    const createdAt = this.config.now();
    const { runId, sessionId } = this;
    const { agentId, name: agentName } = this.config;
    this.send({ event: "RunContent", runId, sessionId, agentId, agentName, seq: ++this.seq, createdAt, content });
    return createdAt;
  }

  /** A phase begins. Returns the moment. */
  emitPhaseStarted({ stepId, phaseName }: PhaseStep): number {
    const createdAt = this.config.now();
    const { runId, sessionId } = this;
    const { agentId, name: agentName } = this.config;
    const event = "PhaseStarted";
    this.send({ event, runId, sessionId, agentId, agentName, seq: ++this.seq, createdAt, stepId, phaseName });
    return createdAt;
  }

  /** A phase that began at this moment ends well. */
  emitPhaseCompleted({ stepId, phaseName }: PhaseStep, startedAt: number): void {
    const createdAt = this.config.now();
    const { runId, sessionId } = this;
    const { agentId, name: agentName } = this.config;
    const durationMs = createdAt - startedAt;
    const seq = ++this.seq;
    const event = "PhaseCompleted";
    this.send({ event, runId, sessionId, agentId, agentName, seq, createdAt, stepId, phaseName, durationMs });
  }

  /** A tool call begins. */
  emitToolStarted(stepId: string, tool: ToolExecution, createdAt: number): void {
    const { runId, sessionId } = this;
    const { agentId, name: agentName } = this.config;
    const { toolName } = tool;
    const seq = ++this.seq;
    this.send({
      event: "ToolCallStarted",
      runId,
      sessionId,
      agentId,
      agentName,
      seq,
      createdAt,
      stepId,
      tool,
      toolName,
    });
  }

  /** A tool call gave a text, and nothing besides. */
  emitToolCompleted(stepId: string, tool: ToolExecution, createdAt: number): void {
    const { runId, sessionId } = this;
    const { agentId, name: agentName } = this.config;
    const { toolName, result = "" } = tool;
    const event = "ToolCallCompleted";
    const seq = ++this.seq;
    this.send({
      event,
      runId,
      sessionId,
      agentId,
      agentName,
      seq,
      createdAt,
      stepId,
      tool,
      toolName,
      result,
      content: result,
    });
  }

  stamp<Name extends RunEventName>(event: Name, payload: RunEventMap[Name], at: number): RunEventOf<Name> {
    return {
      event,
      runId: this.runId,
      sessionId: this.sessionId,
      agentId: this.config.agentId,
      agentName: this.config.name,
      seq: ++this.seq,
      createdAt: at,
      ...payload,
    };
  }

  /** Folds an event and calls the observers, without handing it to the reader yet. */
  deliver(event: RunEvent): void {
    this.#keep(event);
    if (!this.services.bus.isSilent) this.services.bus.dispatch(event, this.#observing);
  }

  #keep(event: RunEvent): void {
    this.fold.apply(event);
    if (this.config.keepEvents) this.events.push(event);
  }

  /** Nothing of the run happens after this but its terminal event. */
  close(): void {
    this.hasEnded = true;
    this.alarm.dispose();
    this.scope.dispose();
    this.leaveSession?.();
  }

  /** Waits for what observers returned; nothing when they returned nothing. */
  observed(): Promise<unknown> | undefined {
    if (this.#observing.length === 0) return undefined;
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

/** An event of a known name is one of the union; the compiler cannot see that for a name that is a parameter. */
function asAny<Name extends RunEventName>(event: RunEventOf<Name>): RunEvent {
  return event as RunEvent;
}
