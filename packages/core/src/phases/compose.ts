import type { JsonObject, Message, RememberedDecisions, SessionData } from "@definable/spec";
import { InputError } from "@definable/spec";
import { normaliseHistory } from "../loop/normalise-history.ts";
import { LAYERS } from "../run/run-extras.ts";
import type { Run } from "../run/run.ts";
import type { Phase } from "./phase.ts";

/** Puts together what the model is asked with: instructions, a legal history, the input. */
export const compose: Phase = {
  name: "compose",
  wanted: () => true,
  run(run) {
    if (!run.request.hasSession) return composeWith(run, { messages: [], state: {} });
    const key = { userId: run.request.options.userId, sessionId: run.request.sessionId };
    const { sessions } = run.services.store;
    const session = sessions.read(key);
    const remembered = asksAtTimes(run) ? sessions.remembered(key) : {};
    if (session instanceof Promise || remembered instanceof Promise) {
      return run.scope.race(Promise.all([session, remembered])).then(([data, kept]) => {
        allow(run, kept);
        composeWith(run, data);
      });
    }
    allow(run, remembered);
    return composeWith(run, session);
  },
};

function asksAtTimes({ tools }: Run): boolean {
  return [...tools.table.values()].some(({ requiresConfirmation }) => (requiresConfirmation ?? false) !== false);
}

/** The tools that the session's person has allowed once and for all. */
function allow(run: Run, remembered: RememberedDecisions): void {
  const names = Object.keys(remembered).filter((name) => remembered[name] === "confirm");
  if (names.length > 0) run.more.allowed = new Set(names);
}

function composeWith(run: Run, session: SessionData): void {
  // What the session holds is newer than what the run held when it paused.
  const state = isEmpty(session.state) ? (run.extras?.earlier?.sessionState ?? {}) : session.state;
  const { sessionState } = run.request.options;
  if (sessionState !== undefined)
    run.takeState({ ...(isEmpty(state) ? run.config.sessionState : state), ...sessionState });
  else if (!isEmpty(state)) run.takeState(state);
  const said = run.extras?.conversation?.since(session) ?? session.messages;
  if (run.extras?.earlier === undefined) composeRun(run, said);
  else composeContinuation(run);
}

function isEmpty(state: JsonObject): boolean {
  for (const _key in state) return false;
  return true;
}

function composeRun(run: Run, session: readonly Message[]): void {
  const given = run.request.options.messages ?? [];
  const earlier = session.length === 0 ? given : [...session, ...given];
  const input = run.extras?.input ?? run.request.input;
  const { messages, system } = normaliseHistory(earlier, input);
  const asked = run.extras?.conversation?.window(messages, input.length) ?? messages;
  refuseUnknownParts(run, asked);
  run.history = asked;
  run.instructions = instructions(run, system);
}

/** The conversation of a continuation is the run's own. */
function composeContinuation(run: Run): void {
  run.history = run.fold.base;
  run.asked = run.history.length;
  run.instructions = instructions(run, run.request.options.messages?.flatMap(systemText) ?? []);
}

function systemText(message: Message): readonly string[] {
  return message.role === "system" ? [message.content] : [];
}

/** The run's or the agent's own, those of its tools, of its layers, then the system messages among the earlier ones. */
function instructions(run: Run, system: readonly string[]): string | undefined {
  const tools = [...run.tools.table.values()].map(({ instructions }) => instructions);
  const { blocks } = run.extras ?? {};
  const layers = blocks === undefined ? [] : LAYERS.map((layer) => blocks[layer]);
  const said = [run.request.options.instructions ?? run.config.instructions, ...tools, ...layers, ...system].filter(
    (part) => part !== undefined && part !== "",
  );
  return said.length === 0 ? undefined : said.join("\n\n");
}

/** Earlier turns too: they may have gone to another model. */
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
