import { ScriptedModel } from "@definable/testing";
import type { Script, ScriptedModelOptions } from "@definable/testing";
import { Agent, MemoryStore } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";
import { LogBook } from "./log-book.ts";

/** An agent that plays a script, with the model that it asks, what it logs, and where its runs are. */
export interface Scripted {
  readonly agent: Agent;
  readonly model: ScriptedModel;
  readonly log: LogBook;
  readonly store: MemoryStore;
}

/** Makes an agent of a script. Waits between tries take no time unless the options say otherwise. */
export function scripted(
  script: Script,
  options: Omit<AgentOptions, "model"> = {},
  about: ScriptedModelOptions = {},
): Scripted {
  const model = new ScriptedModel(script, about);
  const log = new LogBook();
  const store = new MemoryStore();
  const agent = new Agent({ model, store, logger: log, retryBackoffMs: 0, ...options });
  return { agent, model, log, store };
}
