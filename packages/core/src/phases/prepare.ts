import type { Model, RunLimits, StandardSchema } from "@definable/spec";
import { addTools, onlyTools } from "../agent-tools.ts";
import type { AgentTools } from "../agent-tools.ts";
import { limitsOf } from "../limits/limits.ts";
import { TimeLimit } from "../limits/time-limit.ts";
import { loadCallBudget, loadTakeShape } from "../parts.ts";
import { priceOf } from "../metrics/price-of.ts";
import { sessionBusy } from "../run/session-queue.ts";
import type { Run } from "../run/run.ts";
import type { Phase } from "./phase.ts";

/** Takes the session, loads the model and the tools. */
export const prepare: Phase = {
  name: "prepare",
  wanted: () => true,
  run(run) {
    if (run.extras?.failure !== undefined) throw run.extras?.failure;
    limitTime(run);
    const turn = run.request.hasSession ? takeSession(run) : undefined;
    if (turn !== undefined) return turn.then(() => load(run));
    return load(run);
  },
};

/** Undefined when the session is free; else a promise for its turn. */
function takeSession(run: Run): Promise<void> | undefined {
  const { sessions, config } = run.services;
  const key = { userId: run.request.options.userId, sessionId: run.request.sessionId };
  const turn = sessions.enter(key);
  const hold = (): void => {
    run.leaveSession = () => sessions.leave(key);
  };
  if (turn === undefined) {
    hold();
    return undefined;
  }
  if (config.whenSessionBusy === "refuse") {
    turn.leaveLine();
    throw sessionBusy(key.sessionId);
  }
  return run.scope.race(turn.promise, { abort: () => turn.leaveLine() }).then(hold);
}

/** The clock runs from here on, also while the run waits for its session. */
function limitTime(run: Run): void {
  const most = run.request.options.maxDurationMs ?? run.config.maxDurationMs;
  if (most === undefined) return;
  const now = run.config.now();
  const limit = new TimeLimit(run, now + most - run.fold.meter.earlierMs);
  const watch = run.services.alarm.watch();
  run.more.timeWatch = watch;
  watch.set(limit, now);
}

function load(run: Run): void | Promise<void> {
  const model = run.request.model.load();
  const tools = run.services.tools();
  if (model instanceof Promise || tools instanceof Promise) {
    return run.scope.race(Promise.all([model, tools])).then(([loaded, gathered]) => {
      run.tools = withRunTools(run, gathered);
      return use(run, loaded);
    });
  }
  run.tools = withRunTools(run, tools);
  return use(run, model);
}

function withRunTools({ request, config }: Run, agent: AgentTools): AgentTools {
  const { tools, activeTools = config.activeTools } = request.options;
  const all = tools === undefined || tools.length === 0 ? agent : addTools(agent, tools);
  return activeTools === undefined ? all : onlyTools(all, activeTools);
}

function use(run: Run, model: Model): void | Promise<void> {
  run.model = model;
  run.price = priceOf(model, run.config.prices);
  const limits = limitsOf(run.config, run.request.options) ?? (run.parentBudget === undefined ? undefined : {});
  const schema = run.request.options.outputSchema;
  if ((limits ?? schema) === undefined) return undefined;
  return makeReady(run, model, { limits, schema });
}

interface Wishes {
  readonly limits: RunLimits | undefined;
  readonly schema: StandardSchema | undefined;
}

/** What only some runs have: limits, a shape of the answer. */
async function makeReady(run: Run, model: Model, { limits, schema }: Wishes): Promise<void> {
  if (limits !== undefined) {
    const { CallBudget } = await loadCallBudget();
    run.more.budget = new CallBudget(run, limits, model);
  }
  if (schema !== undefined) (await loadTakeShape()).takeShape(run, model, schema);
}
