import type {
  ContinueOptions,
  OwnerScope,
  RunInputLike,
  RunOptions,
  RunOutputData,
  Servable,
  ServeArgs,
  ServeHandle,
  Tool,
  Toolkit,
  Trigger,
} from "@definable/spec";
import { Alarm, ConcurrencyKeys } from "@definable/tools";
import type { AgentServices } from "./agent-services.ts";
import type { Middleware } from "./around/middleware.ts";
import type { Pipeline } from "./around/pipeline.ts";
import type { HookSpec, PhaseHook } from "./around/pipeline-phase.ts";
import type { AfterResponse, BeforeRequest } from "./around/request-hooks.ts";
import { Surroundings } from "./around/surroundings.ts";
import { configure } from "./config.ts";
import type { AgentOptions } from "./config.ts";
import { EventBus } from "./event-bus.ts";
import type { ReplaySource } from "./replay/read-record.ts";
import type { Replay, ReplayChanges } from "./replay/replay-changes.ts";
import { Asleep } from "./run/asleep.ts";
import { loadCallBudget, loadContinueSegment, loadFindRun, loadReplayRun } from "./parts.ts";
import { cancelRun } from "./run/cancel-run.ts";
import { continueStream, startStream } from "./run/start-stream.ts";
import { startSegment } from "./run/start-segment.ts";
import { outcomeOf } from "./run/outcome.ts";
import type { RunOutput } from "./run/run-output.ts";
import type { RunStream } from "./run/run-stream.ts";
import { SessionQueue } from "./run/session-queue.ts";
import { loadRuntime } from "./serve.ts";
import { MemoryStore } from "./store/memory-store.ts";
import { agentAsTool } from "./sub-agents/agent-as-tool.ts";
import type { AgentToolInput, AgentToolOptions } from "./sub-agents/agent-as-tool.ts";
import { spawnTool } from "./sub-agents/spawn-tool.ts";
import { ToolkitShelf } from "./toolkit-shelf.ts";

/** One for all runs without options. */
const NO_OPTIONS = Object.freeze({});

/**
 * An agent: a model, instructions and tools, and the one loop that brings them together. Make one, run it, serve it.
 *
 * ```ts
 * const agent = new Agent({ model: "openai/gpt-4o", instructions: "Be brief.", tools: [getWeather] });
 * const output = await agent.run("What is the weather in Paris?");
 * console.log(output.content);
 * ```
 *
 * Throws a `ConfigError` at construction for options that cannot work: an unknown provider, two tools of one name.
 */
export class Agent<Deps = unknown> implements Servable {
  readonly "~servable" = 1;
  /** The events of all runs of this agent. */
  readonly events: EventBus;
  readonly triggers: readonly Trigger[] = [];
  readonly #services: AgentServices;
  readonly #shelf: ToolkitShelf;
  #surroundings: Surroundings<Deps> | undefined;

  constructor(options: AgentOptions<Deps>) {
    const config = configure(options);
    // The option's type says that these tools take this agent's dependencies; from here on nobody looks at them.
    const given = (options.tools ?? []) as readonly Tool[];
    const { subAgents = false } = options;
    const tools = subAgents === false ? given : [...given, spawnTool(subAgents === true ? {} : subAgents)];
    const toolkits = (options.toolkits ?? []) as readonly Toolkit[];
    const store = options.store ?? new MemoryStore();
    this.#shelf = new ToolkitShelf(tools, toolkits);
    this.events = new EventBus(config.logger);
    this.#services = {
      config,
      store,
      toolkits,
      bus: this.events,
      sessions: SessionQueue.of(store),
      alarm: new Alarm(config.now),
      asleep: new Asleep(),
      keys: new ConcurrencyKeys(),
      tools: () => this.#shelf.tools(),
      around: undefined,
      running: new Map(),
    };
    for (const middleware of options.middleware ?? []) this.use(middleware);
  }

  get agentId(): string {
    return this.#services.config.agentId;
  }

  get name(): string {
    return this.#services.config.name;
  }

  /**
   * Runs the agent and returns what came of it: completed, paused or blocked. Rejects with `AgentRunError` when the run
   * failed and with `AgentCancelled` when it was cancelled; both carry `.output`. With `outputSchema`, `output.parsed` is of its
   * type: undefined when the run paused, or ended without an answer.
   */
  run<Parsed = unknown>(
    input: RunInputLike,
    options: RunOptions<Deps, Parsed> = NO_OPTIONS,
  ): Promise<RunOutput<Parsed>> {
    try {
      // What is parsed comes out of the schema whose type Parsed is; so it is below.
      return startSegment(this.#services, input, options).then(outcomeOf) as Promise<RunOutput<Parsed>>;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Starts a run and returns its events while they happen. Throws only for input that is none. */
  runStream<Parsed = unknown>(input: RunInputLike, options: RunOptions<Deps, Parsed> = NO_OPTIONS): RunStream<Parsed> {
    return startStream(this.#services, input, options) as RunStream<Parsed>;
  }

  /**
   * Goes on with a paused run: its RunOutput, the JSON of it, or its id. Carries out what was decided, asks the model when
   * no call of the batch waits any more. Of several at once one wins; the others reject with `RUN_CONFLICT`.
   */
  async continueRun<Parsed = unknown>(
    run: string | RunOutputData,
    options: ContinueOptions<Parsed> = {},
  ): Promise<RunOutput<Parsed>> {
    const { continueSegment } = await loadContinueSegment();
    return outcomeOf(await continueSegment(this.#services, run, options)) as RunOutput<Parsed>;
  }

  /** As `continueRun`, with the events while they happen. */
  continueRunStream<Parsed = unknown>(
    run: string | RunOutputData,
    options: ContinueOptions<Parsed> = {},
  ): RunStream<Parsed> {
    return continueStream(this.#services, run, options) as RunStream<Parsed>;
  }

  /** The run as it stands; undefined when it is unknown, forgotten, or another user's. */
  async getRun(runId: string, scope: OwnerScope = {}): Promise<RunOutput | undefined> {
    const { findRun } = await loadFindRun();
    return findRun(this.#services, runId, scope);
  }

  /**
   * Cancels a running or paused run; false when it is unknown, another user's, or has ended. Rejects with `RUN_CONFLICT` for a
   * sub-agent that waits: it is cancelled with its root.
   */
  cancelRun(runId: string, scope: OwnerScope = {}): Promise<boolean> {
    return cancelRun(this.#services, runId, scope);
  }

  /**
   * Makes a tool of the agent, for other agents: they give it a text and read its answer. Its events stand in their stream,
   * its open questions are asked at their root, a cancel reaches it, what it uses is theirs.
   *
   * ```ts
   * const boss = new Agent({ model, tools: [researcher.asTool({ description: "Looks things up." })] });
   * ```
   */
  asTool(options: AgentToolOptions): Tool<AgentToolInput, unknown, unknown> {
    return agentAsTool(this.#services, options);
  }

  /**
   * Serves the agent: `agent.serve(8000)`, `agent.serve(telegram, discord, 8000)`, `agent.serve({ port, host })`. Needs the
   * package `@definable/runtime`; throws `PACKAGE_MISSING` without it.
   */
  async serve(...args: ServeArgs): Promise<ServeHandle> {
    const runtime = await loadRuntime();
    return runtime.serve(this, ...args);
  }

  /**
   * Stands around the phases of every run from now on, also of streams and continuations. The first one added is the
   * outermost. Returns the agent.
   */
  use(middleware: Middleware<Deps>): this {
    this.#around.add("middleware", middleware);
    return this;
  }

  /** Calls a function before the phases of each segment, and waits for it. Returns the remover. */
  beforeRequest(call: BeforeRequest<Deps>): () => void {
    return this.#around.add("before", call);
  }

  /** Calls a function with what came of each segment, before `run()` or `stream.output` settle. Returns the remover. */
  afterResponse(call: AfterResponse): () => void {
    return this.#around.add("after", call);
  }

  /** The phases of this agent's runs: look at them, change and hook them. */
  get pipeline(): Pipeline<Deps> {
    return this.#around.pipeline;
  }

  /** The same as `agent.pipeline.hook`. */
  hook(spec: HookSpec, call: PhaseHook<Deps>, options?: { readonly priority?: number }): () => void {
    return this.pipeline.hook(spec, call, options);
  }

  /**
   * Runs the loop of a recorded run again, offline, on its recorded replies and results: nothing is asked, carried out or
   * written, and nobody on `events` hears of it. Take an output with its events, the JSON of one, or the events of all segments.
   * With a change, what follows it is live. Resolves however the run ended.
   */
  async replay(source: ReplaySource, changes: ReplayChanges = {}): Promise<Replay> {
    const [{ replayRun }, { CallBudget }] = await Promise.all([loadReplayRun(), loadCallBudget()]);
    return replayRun({ services: this.#services, CallBudget }, source, changes);
  }

  get #around(): Surroundings<Deps> {
    const around = (this.#surroundings ??= new Surroundings());
    this.#services.around = around;
    return around;
  }

  /** Makes ready what the first run needs. `serve` calls it; elsewhere it happens by itself. */
  async open(): Promise<void> {
    await this.#shelf.tools();
  }

  /** Cancels what runs, waits for its end, and closes the toolkits. A store that you gave is yours to close. */
  async close(): Promise<void> {
    // A run whose end is being told may be waiting for the very handler that closes the agent.
    const runs = [...this.#services.running.values()].filter((run) => !run.hasEnded);
    for (const run of runs) run.scope.cancel("The agent was closed");
    for (const run of runs) await run.ended;
    await this.#shelf.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
