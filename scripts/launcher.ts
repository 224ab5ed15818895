import { readFileSync } from "node:fs";

/**
 * Stops this process with SIGTERM once the `npx` that launched it is gone. A signal sent to npx alone ends npx and nothing
 * below it, which would leave a server on its port that nobody owns. pnpm cares for its own children, so without npx there
 * is nothing to watch; and only Linux tells who the ancestors are, so elsewhere nothing is watched.
 */
export function stopWithLauncher(): void {
  if (process.platform !== "linux") return;
  const launcher = npxAbove(process.ppid);
  if (launcher === undefined) return;
  const watch = setInterval(() => {
    if (isNpx(launcher)) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

function npxAbove(pid: number): number | undefined {
  for (let ancestor = pid; ancestor > 1; ancestor = parentOf(ancestor)) if (isNpx(ancestor)) return ancestor;
  return undefined;
}

/** npx is npm under another name; npm writes what it does over its command line. */
function isNpx(pid: number): boolean {
  return read(pid, "cmdline").startsWith("npm exec ");
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(read(pid, "status"))?.[1] ?? 0);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
