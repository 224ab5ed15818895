import type { Work } from "./work.ts";

/** One work on one side, in this process: prints its figure. */
const [name, side] = process.argv.slice(2);
const { work } = (await import(`./works/${name}.ts`)) as { work: Work };
const figure = await (side === "floor" ? work.floor() : side === "ours" ? work.ours() : work.beside?.[side ?? ""]?.());
console.log(JSON.stringify({ figure, unit: work.unit }));
process.exit(0);
