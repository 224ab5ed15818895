import type { AnyPhaseName, JsonObject, JsonValue, UserMessage } from "@definable/spec";
import { customEvent } from "../run/custom-event.ts";
import { RunExtras } from "../run/run-extras.ts";
import type { Run } from "../run/run.ts";
import type { PhaseContext } from "./phase-context.ts";
import type { RunContext } from "./run-context.ts";

/** What all that stands around one segment is told of it: views of the run, made when they are asked for. */
export class LiveContext implements RunContext<never> {
  readonly #run: Run;
  #early: { [key: string]: JsonValue } | undefined;
  #controller: AbortController | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  get runId(): string {
    return this.#run.runId;
  }

  get parentRunId(): string | undefined {
    return this.#run.parentRunId;
  }

  get sessionId(): string {
    return this.#run.sessionId;
  }

  get userId(): string | undefined {
    return this.#run.request.options.userId;
  }

  get agent(): { readonly agentId: string; readonly name: string } {
    const { agentId, name } = this.#run.config;
    return { agentId, name };
  }

  get segment(): number {
    return (this.#run.extras?.earlier?.segments ?? 0) + 1;
  }

  get messages(): readonly UserMessage[] {
    return this.#run.request.input;
  }

  get metadata(): JsonObject | undefined {
    return this.#run.request.options.metadata;
  }

  get dependencies(): never {
    // The agent's type says what they are; nobody here looks at them.
    return this.#run.dependencies as never;
  }

  get sessionState(): { [key: string]: JsonValue } {
    // What is written before the session was read would replace it.
    if (isComposed(this.#run)) return this.#run.sessionState;
    this.#early ??= structuredClone(this.#run.config.sessionState) as { [key: string]: JsonValue };
    return this.#early;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#run.scope.isCancelled) this.cut();
    return this.#controller.signal;
  }

  /** The segment was cancelled, or stopped by a limit. */
  cut(): void {
    const { scope } = this.#run;
    if (this.#controller?.signal.aborted === false) this.#controller.abort(scope.reason ?? scope.words);
  }

  /** The same for one phase. */
  at(phaseName: AnyPhaseName): PhaseContext<never> {
    return new LivePhaseContext(this.#run, phaseName, this);
  }
}

class LivePhaseContext extends LiveContext implements PhaseContext<never> {
  readonly #run: Run;
  readonly #segment: LiveContext;
  readonly phaseName: AnyPhaseName;

  constructor(run: Run, phaseName: AnyPhaseName, segment: LiveContext) {
    super(run);
    this.#run = run;
    this.#segment = segment;
    this.phaseName = phaseName;
  }

  override get sessionState(): { [key: string]: JsonValue } {
    return this.#segment.sessionState;
  }

  override get signal(): AbortSignal {
    return this.#segment.signal;
  }

  get content(): string {
    return this.#run.fold.content;
  }

  // Both are functions of their own, so that a phase may take them out of the context.
  get addInstructions(): (text: string) => void {
    return (text) => addInstructions(this.#run, text);
  }

  get emit(): (name: string, data: JsonValue) => void {
    return (name, data) => {
      if (!this.#run.isEnding) this.#run.emit(customEvent(name, data));
    };
  }
}

const isComposed = ({ model, history }: Run): boolean => model !== undefined && history.length > 0;

function addInstructions(run: Run, text: string): void {
  if (isComposed(run)) {
    run.instructions = join(run.instructions, text);
    return;
  }
  const { blocks } = (run.extras ??= new RunExtras());
  // Said before a pause, it still stands there.
  if (blocks.added?.includes(text) !== true) blocks.added = join(blocks.added, text);
}

const join = (before: string | undefined, text: string): string =>
  before === undefined ? text : `${before}\n\n${text}`;
