import { ScriptedModel } from "@definable/testing";
import type { Script } from "@definable/testing";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";
import { LogBook } from "./log-book.ts";

/** An agent that plays a script, with the model that it asks and what it logs. */
export interface Scripted {
  readonly agent: Agent;
  readonly model: ScriptedModel;
  readonly log: LogBook;
}

/** Makes an agent of a script. Waits between tries take no time unless the options say otherwise. */
export function scripted(script: Script, options: Omit<AgentOptions, "model"> = {}): Scripted {
  const model = new ScriptedModel(script);
  const log = new LogBook();
  const agent = new Agent({ model, logger: log, retryBackoffMs: 0, ...options });
  return { agent, model, log };
}
