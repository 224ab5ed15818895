import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../work.ts";
import type { Work } from "../work.ts";

function start(script: string, ...args: readonly string[]): number {
  const file = fileURLToPath(new URL(`../cold/${script}`, import.meta.url));
  const figures: number[] = [];
  for (let run = 0; run < 10; run += 1) {
    const before = performance.now();
    const said = execFileSync(process.execPath, [file, ...args], { encoding: "utf8" });
    figures.push(performance.now() - before);
    if (said.trim() !== "done") throw new Error(`${script} said ${said}`);
  }
  return median(figures);
}

/** From the start of the process to the end of the first run: core alone, built, with a tool described in JSON Schema. */
export const work: Work = {
  unit: "ms",
  floor: async () => start("bare.mjs"),
  ours: async () => start("first-run.mjs"),
  peer: async (file) => start("peer.mjs", file),
};
