import type { Model } from "@definable/spec";
import { sessionBusy } from "../run/session-queue.ts";
import type { Run } from "../run/run.ts";
import type { Phase } from "./phase.ts";

/** Takes the session, loads the model and the tools. */
export const prepare: Phase = {
  name: "prepare",
  wanted: () => true,
  run(run) {
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

function load(run: Run): void | Promise<void> {
  const model = run.config.model.load();
  const tools = run.services.tools();
  if (model instanceof Promise || tools instanceof Promise) {
    return run.scope.race(Promise.all([model, tools])).then(([loaded, gathered]) => {
      run.tools = gathered;
      use(run, loaded);
    });
  }
  run.tools = tools;
  use(run, model);
  return undefined;
}

function use(run: Run, model: Model): void {
  const { prices } = run.config;
  run.model = model;
  run.price = prices[`${model.provider}/${model.id}`] ?? prices[model.id] ?? model.price;
}
