import type { Store, Toolkit } from "@definable/spec";
import type { Alarm, ConcurrencyKeys } from "@definable/tools";
import type { AgentTools } from "./agent-tools.ts";
import type { AgentConfig } from "./config.ts";
import type { Around } from "./around/around.ts";
import type { EventBus } from "./event-bus.ts";
import type { Asleep } from "./run/asleep.ts";
import type { Run } from "./run/run.ts";
import type { SessionQueue } from "./run/session-queue.ts";

/** What all runs of one agent share. */
export interface AgentServices {
  readonly config: AgentConfig;
  readonly bus: EventBus;
  readonly store: Store;
  readonly sessions: SessionQueue;
  readonly toolkits: readonly Toolkit[];
  /** Which calls run under which `concurrencyKey`. */
  readonly keys: ConcurrencyKeys;
  /** The one timer of all its runs. */
  readonly alarm: Alarm;
  /** The tools; a promise until toolkits that have something to initialise are ready. */
  tools(): AgentTools | Promise<AgentTools>;
  /** What no store can hold of the options of runs that are paused here: tools, dependencies, a model object. */
  readonly asleep: Asleep;
  /** What stands around the phases; undefined until somebody adds something. */
  around: Around | undefined;
  /** Segments under way, by run id: for `cancelRun` and `close`. */
  readonly running: Map<string, Run>;
}
