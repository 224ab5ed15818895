import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ConfigError } from "@definable/core";

/** What the environment says. */
export interface Settings {
  readonly port: number;
  readonly folder: string;
  readonly notesFolder: string;
}

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8000;

/**
 * Reads PORT (default 8000), DEFINABLE_FOLDER (default: this repository's docs) and DEFINABLE_NOTES (default: `notes` of
 * this repository, which git ignores). Throws a `ConfigError` for a port that is none.
 */
export function readSettings(environment: Environment): Settings {
  return {
    port: portOf(environment),
    folder: pathOf(environment, "DEFINABLE_FOLDER") ?? inRepository("docs"),
    notesFolder: pathOf(environment, "DEFINABLE_NOTES") ?? inRepository("notes"),
  };
}

/** A variable without the space around it; undefined when it is empty. */
export function variable(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}

function portOf(environment: Environment): number {
  const text = variable(environment, "PORT");
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConfigError(
    "INVALID_CONFIG",
    `PORT is "${text}", which is no port. Give a number from 0 to 65535, such as PORT=8001.`,
  );
}

/** Paths are meant from where the command was typed, which package managers leave in INIT_CWD. */
function pathOf(environment: Environment, name: string): string | undefined {
  const value = variable(environment, name);
  return value === undefined ? undefined : resolve(environment["INIT_CWD"] ?? ".", value);
}

/** `src` and `dist` are equally deep, so this holds for both. */
function inRepository(folder: string): string {
  return fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
}
