import type { JsonObject, JsonValue, UserMessage } from "@definable/spec";

/** What hooks, middleware and phases are told of the segment that they stand around. */
export interface RunContext<Deps = unknown> {
  /** The run. A continuation has the id of the run that it continues. */
  readonly runId: string;
  /** The run that started this one as a sub-agent: what stands around an agent stands around the sub-agents it spawns too. */
  readonly parentRunId: string | undefined;
  /** The conversation of the run. */
  readonly sessionId: string;
  /** Whose run it is. */
  readonly userId: string | undefined;
  /** Which agent runs. */
  readonly agent: { readonly agentId: string; readonly name: string };
  /** 1 for a new run; one more for each continuation of it. */
  readonly segment: number;
  /** What the caller said: the input of the run, without the history before it. */
  readonly messages: readonly UserMessage[];
  /** What the caller noted on the run. */
  readonly metadata: JsonObject | undefined;
  /** What tools find under the same name: never in an event, output or store. */
  readonly dependencies: Deps;
  /**
   * What tools find under the same name, from the phase `compose` on; what is changed there goes into the session. Before it, a
   * copy of the agent's defaults, which goes nowhere.
   */
  readonly sessionState: { [key: string]: JsonValue };
  /** Aborts when the segment is cancelled or stopped by a limit. Pass it on to all that waits. */
  readonly signal: AbortSignal;
}
