import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";

/** The repository's root folder. */
export const root: string = join(import.meta.dirname, "..");

/** How a step ended: `code` is 0 when it passed, 128 + the signal's number when a signal ended it. */
export interface StepResult {
  readonly name: string;
  readonly code: number;
  readonly seconds: number;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs one tool of node_modules to its end, with its output on ours. A signal that stops us stops the tool first, so that
 * nothing is left running behind a dead script.
 */
export async function runStep(name: string, command: string, args: readonly string[]): Promise<StepResult> {
  const begun = performance.now();
  const bin = join(root, "node_modules", ".bin");
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`, TURBO_TELEMETRY_DISABLED: "1" },
  });
  let stoppedBy: NodeJS.Signals | undefined;
  const relay = (signal: NodeJS.Signals): void => {
    stoppedBy = signal;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, relay);
  const code = await new Promise<number>((done, fail) => {
    child.once("error", (cause) =>
      fail(new Error(`${name}: cannot run "${command}". Run "npx -y pnpm@12.21.0 install" first.`, { cause })),
    );
    child.once("close", (exit, signal) => done(exit ?? 128 + constants.signals[signal ?? "SIGKILL"]));
  });
  for (const signal of signals) process.off(signal, relay);
  if (stoppedBy !== undefined) process.exit(128 + constants.signals[stoppedBy]);
  return { name, code, seconds: (performance.now() - begun) / 1000 };
}
