import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "../../scripts/step.ts";

/** Where a command runs, and what it finds in its environment. */
export interface CommandPlace {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command to its end and returns what it printed. Throws an error that holds all of it when it fails. */
export function runCommand(command: string, args: readonly string[], place: CommandPlace): Promise<string> {
  // The Node and the tsc that the repository pins come first. NODE_OPTIONS is left behind: a user has no loader of ours.
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const path = `${join(root, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  return new Promise((done, fail) => {
    execFile(command, args, { cwd: place.cwd, env: { ...inherited, ...place.env, PATH: path } }, (error, out, err) => {
      if (error === null) done(out);
      else fail(new Error(`${command} ${args.join(" ")} in ${place.cwd}:\n${out}\n${err}`, { cause: error }));
    });
  });
}
