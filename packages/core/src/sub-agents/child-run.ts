import type { JsonValue, RunEvent } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import type { CallBudget } from "../limits/call-budget.ts";
import { Envelope } from "../run/envelope.ts";
import { Run } from "../run/run.ts";
import type { RunRequest } from "../run/run.ts";
import type { Told } from "../run/told.ts";

/** A run that another one has started. What it tells goes into the stream of the root, with the root's numbers. */
export class ChildRun extends Run {
  readonly #parent: Run;
  readonly #sharesState: boolean;
  /** What the person of the root's session has allowed once and for all, by the names under which it is remembered. */
  remembered: readonly string[] = [];

  /** `sharesState`: its tools see the session state of the parent. */
  constructor(services: AgentServices, request: RunRequest, from: { parent: Run; sharesState: boolean }) {
    super(services, request);
    this.#parent = from.parent;
    this.#sharesState = from.sharesState;
    this.envelope = new ChildEnvelope(this.envelope, from.parent.runId);
  }

  /** The run that somebody asked for. */
  get root(): Run {
    return this.#parent instanceof ChildRun ? this.#parent.root : this.#parent;
  }

  override get parentRunId(): string {
    return this.#parent.runId;
  }

  override get depth(): number {
    return this.#parent.depth + 1;
  }

  override get parentBudget(): CallBudget | undefined {
    return this.#parent.extras?.budget;
  }

  /** The one reader is the root's. */
  override get behind(): Promise<void> | undefined {
    return this.#parent.behind;
  }

  override get sessionState(): { [key: string]: JsonValue } {
    return this.#sharesState ? this.#parent.sessionState : super.sessionState;
  }

  override emit(told: Told, at: number = this.config.now()): number {
    this.seq += 1;
    this.fold.apply(told, at);
    this.#pass(this.envelope, told, at);
    return at;
  }

  override emitContent(content: string): number {
    return this.emit({ event: "RunContent", content });
  }

  override emitEnd(told: Told, at: number): undefined {
    this.emit(told, at);
  }

  override forward(sender: Envelope, told: Told, at: number): number {
    return this.#pass(sender, told, at);
  }

  #pass(sender: Envelope, told: Told, at: number): number {
    const seq = this.#parent.forward(sender, told, at);
    // An agent that is a tool of another one has observers of its own.
    const { bus } = this.services;
    if (bus !== this.#parent.services.bus && !bus.isSilent) this.observe(sender.stamp(told, seq, at));
    return seq;
  }
}

/** Adds to every event who started its run. */
class ChildEnvelope extends Envelope {
  readonly #parentRunId: string;

  constructor(own: Envelope, parentRunId: string) {
    super(own);
    this.#parentRunId = parentRunId;
  }

  override stamp(told: Told, seq: number, createdAt: number): RunEvent {
    return Object.assign(super.stamp(told, seq, createdAt), { parentRunId: this.#parentRunId });
  }
}
