import type { EventType, Logger, RunEvent, RunEventName, RunEventOf } from "@definable/spec";

/** Hears events of one name. What it returns is awaited before the run's next turn; what it throws is logged. */
export type EventHandler<Name extends RunEventName> = (event: RunEventOf<Name>) => unknown;

type AnyHandler = (event: RunEvent) => unknown;

/**
 * The events of all runs of an agent: `agent.events.on("RunCompleted", fn)`, `on(RunCompletedEvent, fn)`, `on("*", fn)`.
 * Handlers are called in order, inside the run; they watch and cannot change it.
 */
export class EventBus {
  readonly #handlers: Map<string, AnyHandler[]> = new Map();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** True when nobody listens: then a run does nothing for the bus. */
  get isSilent(): boolean {
    return this.#handlers.size === 0;
  }

  /** Hears every event of every run. Returns the remover; calling that twice does nothing more. */
  on(type: "*", handler: (event: RunEvent) => unknown): () => void;
  /** Hears the events of one name, given as text or as its constant. Returns the remover. */
  on<Name extends RunEventName>(type: Name | EventType<Name>, handler: EventHandler<Name>): () => void;
  on(type: string | EventType<RunEventName>, handler: AnyHandler | EventHandler<never>): () => void {
    const name = typeof type === "string" ? type : type.event;
    // The overloads tie the handler's event to the name it is filed under.
    const filed = handler as AnyHandler;
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), filed]);
    let isFiled = true;
    return () => {
      if (isFiled) this.#remove(name, filed);
      isFiled = false;
    };
  }

  /** Takes away a handler that hears every event; silent when it is not there. */
  off(type: "*", handler: (event: RunEvent) => unknown): void;
  /** Takes away a handler of one name; silent when it is not there. */
  off<Name extends RunEventName>(type: Name | EventType<Name>, handler: EventHandler<Name>): void;
  off(type: string | EventType<RunEventName>, handler: AnyHandler | EventHandler<never>): void {
    // As in `on`.
    this.#remove(typeof type === "string" ? type : type.event, handler as AnyHandler);
  }

  /** Calls the handlers of an event and collects the promises they return. Never throws. */
  dispatch(event: RunEvent, waiting: Promise<unknown>[]): void {
    this.#call(this.#handlers.get(event.event), event, waiting);
    this.#call(this.#handlers.get("*"), event, waiting);
  }

  #call(handlers: readonly AnyHandler[] | undefined, event: RunEvent, waiting: Promise<unknown>[]): void {
    if (handlers === undefined) return;
    for (const handler of handlers) {
      try {
        const done = handler(event);
        if (done instanceof Promise) waiting.push(done.catch((error: unknown) => this.#log(event, error)));
      } catch (error) {
        this.#log(event, error);
      }
    }
  }

  /** A logger that fails must not break the run: then nobody hears. */
  #log(event: RunEvent, error: unknown): void {
    const name = error instanceof Error ? error.name : typeof error;
    try {
      this.#logger.error(`A handler of ${event.event} failed with ${name} (run ${event.runId}); the run goes on.`);
    } catch {
      // There is nobody left to tell.
    }
  }

  #remove(name: string, handler: AnyHandler): void {
    const handlers = this.#handlers.get(name) ?? [];
    // Added twice, it is called twice and taken away one by one.
    const place = handlers.indexOf(handler);
    const left = handlers.filter((_, index) => index !== place);
    if (left.length === 0) this.#handlers.delete(name);
    else this.#handlers.set(name, left);
  }
}
