import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** A process of a test, with its lines. */
export interface Child extends Disposable {
  readonly process: ChildProcess;
  /** All lines of stdout and stderr so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line, past or to come, that begins so. */
  line(start: string): Promise<string>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

/** Runs a TypeScript file of the tests in a process of its own, on the sources. */
export function child(file: string): Child {
  const path = new URL(`../children/${file}`, import.meta.url).pathname;
  const own = spawn(process.execPath, ["--conditions=@definable/source", path], { stdio: "pipe" });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const output of [own.stdout, own.stderr]) {
    createInterface(output).on("line", (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  return {
    process: own,
    lines,
    line: (start) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((line) => line.startsWith(start));
          if (found !== undefined) resolve(found);
        };
        waiting.add(look);
        own.once("close", () => reject(new Error(`No line "${start}" in:\n${lines.join("\n")}`)));
        look();
      }),
    ended: new Promise((resolve) => own.once("close", (code, signal) => resolve(code ?? signal))),
    [Symbol.dispose]: () => void own.kill("SIGKILL"),
  };
}
