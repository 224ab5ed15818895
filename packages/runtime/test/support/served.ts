import { Agent } from "@definable/core";
import { serve } from "@definable/runtime";
import type { Model, ServeHandle, ServeOptions } from "@definable/spec";
import { ScriptedModel } from "@definable/testing";
import type { Script } from "@definable/testing";
import { LogBook } from "./log-book.ts";

type AgentOptions = ConstructorParameters<typeof Agent>[0];

/** A served agent of one test: stopped when the test ends. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  readonly handle: ServeHandle;
  readonly agent: Agent;
  readonly log: LogBook;
}

/** What a test may change of the agent and of how it is served. */
export interface ServedOptions {
  readonly agent?: Partial<AgentOptions>;
  readonly serve?: ServeOptions;
}

/** Serves an agent with a scripted model on a free port. */
export async function served(script: Script | Model, options: ServedOptions = {}): Promise<Served> {
  const log = new LogBook();
  const model = "respond" in script ? script : new ScriptedModel(script);
  const agent = new Agent({ model, maxRetries: 0, logger: log, ...options.agent });
  const handle = await serve(agent, { port: 0, handleSignals: false, logger: log, ...options.serve });
  const { url = "" } = handle;
  return { url, handle, agent, log, [Symbol.asyncDispose]: () => handle.close({ drainMs: 0 }) };
}
