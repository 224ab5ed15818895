import { basename } from "node:path";
import type { Logger, ServeHandle } from "@definable/spec";
import { chooseModel } from "./choose-model.ts";
import type { ChosenModel } from "./choose-model.ts";
import { demoAgent } from "./demo-agent.ts";
import { pageServer } from "./serve-page.ts";
import { readSettings } from "./settings.ts";
import type { Environment, Settings } from "./settings.ts";

const QUESTION = "what is 17.5% of 2,480, and what time is it in Tokyo?";

/** The greeting says where the server listens; of the rest only what went wrong is told. */
const QUIET: Logger = {
  info: () => undefined,
  warn: (message) => console.warn(message),
  error: (message) => console.error(message),
};

/** The demo while it is served. */
export interface StartedDemo {
  readonly handle: ServeHandle;
  /** What the console says. */
  readonly greeting: string;
}

/** Serves the demo as the environment says. Throws a `ConfigError` for a wrong environment or a port in use. */
export async function startDemo(environment: Environment): Promise<StartedDemo> {
  const settings = readSettings(environment);
  const chosen = await chooseModel(environment);
  const agent = demoAgent({ model: chosen.model, folder: settings.folder, notesFolder: settings.notesFolder });
  const handle = await agent.serve({ port: settings.port, fallback: await pageServer(chosen), logger: QUIET });
  const url = (handle.url ?? "").replace("//127.0.0.1:", "//localhost:");
  return { handle, greeting: greeting(url, chosen, settings) };
}

function greeting(url: string, { name, about }: ChosenModel, { folder, notesFolder }: Settings): string {
  const curl = `curl -sN ${url}/runs -H 'content-type: application/json'`;
  const body = `-d '{"input":"${QUESTION}"}'`;
  return [
    "",
    `  The definable demo is at ${url}`,
    "",
    `  model  ${name}`,
    ...about.split(/(?<=\.)\s/).map((sentence) => `         ${sentence}`),
    `  reads  ${basename(folder)}/    writes  ${basename(notesFolder)}/ (after you approve)`,
    "",
    "  As JSON:",
    `  ${curl} ${body}`,
    "  As a stream of events:",
    `  ${curl} -H 'accept: text/event-stream' ${body}`,
    "",
    "  Ctrl+C stops it.",
    "",
  ].join("\n");
}
