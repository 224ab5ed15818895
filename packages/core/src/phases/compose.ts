import type { Message, SessionData } from "@definable/spec";
import { InputError } from "@definable/spec";
import { normaliseHistory } from "../loop/normalise-history.ts";
import type { Run } from "../run/run.ts";
import type { Phase } from "./phase.ts";

/** Puts together what the model is asked with: instructions, a legal history, the input. */
export const compose: Phase = {
  name: "compose",
  wanted: () => true,
  run(run) {
    if (run.earlier !== undefined) return composeContinuation(run);
    if (!run.request.hasSession) return composeRun(run, []);
    const key = { userId: run.request.options.userId, sessionId: run.request.sessionId };
    const session = run.services.store.sessions.read(key);
    if (session instanceof Promise) return session.then((data) => composeSession(run, data));
    return composeSession(run, session);
  },
};

function composeSession(run: Run, session: SessionData): void {
  Object.assign(run.sessionState, structuredClone(session.state));
  composeRun(run, session.messages);
}

function composeRun(run: Run, session: readonly Message[]): void {
  const given = run.request.options.messages ?? [];
  const earlier = session.length === 0 ? given : [...session, ...given];
  const { messages, system } = normaliseHistory(earlier, run.request.input);
  refuseUnknownParts(run, messages);
  run.history = messages;
  run.instructions = join([run.config.instructions, ...system]);
}

/** The conversation of a continuation is the run's own. */
function composeContinuation(run: Run): void {
  run.history = run.fold.base;
  run.asked = run.history.length;
  run.instructions = run.config.instructions;
}

function join(parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? undefined : said.join("\n\n");
}

/** Only what is new is looked at: the rest went to a model before. */
function refuseUnknownParts(run: Run, messages: readonly Message[]): void {
  const accepts = run.model?.accepts;
  if (accepts === undefined) return;
  for (const message of messages) {
    if (message.role !== "user" || typeof message.content === "string") continue;
    for (const { type } of message.content) {
      if (accepts.includes(type)) continue;
      throw new InputError(
        "UNSUPPORTED_CONTENT",
        `The model ${run.model?.id} takes no ${type} (it takes ${accepts.join(", ")}). Leave the ${type} out or choose another model.`,
      );
    }
  }
}
