import type { Work } from "./work.ts";

/** One work on one side, in this process: prints its figure. */
const [name, side = "", peer = ""] = process.argv.slice(2);
const { work } = (await import(`./works/${name}.ts`)) as { work: Work };
const figure = await figureOf();
console.log(JSON.stringify({ figure, unit: work.unit, beside: Object.keys(work.beside ?? {}) }));
process.exit(0);

async function figureOf(): Promise<number | undefined> {
  if (side === "floor") return work.floor();
  if (side === "ours") return work.ours();
  return side === "peer" ? work.peer?.(peer) : work.beside?.[side]?.();
}
