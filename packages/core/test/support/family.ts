import { call, ScriptedModel } from "@definable/testing";
import type { Script } from "@definable/testing";

/** A model that plays one script for the agent and one for each goal. */
export function family(boss: Script, children: Readonly<Record<string, readonly unknown[]>>): ScriptedModel {
  const main = new ScriptedModel(boss);
  const played = new Map(Object.entries(children).map(([goal, script]) => [goal, new ScriptedModel(script as Script)]));
  const model = new ScriptedModel([]);
  return Object.assign(model, {
    respond: (...args: Parameters<ScriptedModel["respond"]>) => {
      const first = args[0].messages.at(0);
      const said = first?.role === "user" && typeof first.content === "string" ? first.content : "";
      return (played.get(said) ?? main).respond(...args);
    },
  });
}

/** A call that starts a sub-agent. */
export const spawn = (goal: string, id: string): ReturnType<typeof call> => call("spawn_agent", { goal }, id);
