import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A server of the bench in a process of its own, so that its processor time is its own. */
export class Child implements AsyncDisposable {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
  }

  /** Starts a file of the bench that says `{ url }` and answers every message with `{ cpu }`. */
  static async start(file: string, args: readonly string[] = []): Promise<Child> {
    // Such as --cpu-prof, to see where the time goes.
    const flags = process.env["DEFINABLE_BENCH_FLAGS"]?.split(" ") ?? [];
    const path = fileURLToPath(new URL(file, import.meta.url));
    const child = fork(path, args, { execArgv: flags, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const { url } = await message(child);
    return new Child(child, String(url));
  }

  /** The processor time that it has used so far, in microseconds. */
  async cpu(): Promise<number> {
    const said = message(this.#process);
    this.#process.send("cpu");
    return Number((await said).cpu);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.disconnect();
    await ended;
  }
}

interface Said {
  readonly url?: unknown;
  readonly cpu?: unknown;
}

function message(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    const fail = (code: unknown): void => reject(new Error(`A server of the bench ended with ${String(code)}.`));
    child.once("exit", fail);
    child.once("message", (said: Said) => {
      child.off("exit", fail);
      resolve(said);
    });
  });
}
