/** What a package may cost the people who install it. */
export interface Budget {
  readonly name: string;
  /** What is measured, in words. */
  readonly says: string;
  readonly most: number;
  readonly unit: string;
  /** Why it is this number. */
  readonly why: string;
}

/**
 * The budgets: all of them are here, and `pnpm budgets` measures them on what `pnpm pack` would publish. Whoever raises one says
 * why in its row. What a run may cost in time and memory is in `bench/run.ts`.
 */
export const budgets = {
  gzip: {
    name: "gzip",
    says: "what every agent loads of core, tools and spec, minified and gzipped",
    most: 44 * 1024,
    unit: "bytes",
    why: "An agent also runs in a page and in a worker, where every byte is downloaded before it starts. It was 40 KB before guardrails, sub-agents, layers, shapes, thinking, middleware and replay: each has its door here, and its work in a part.",
  },
  whole: {
    name: "whole",
    says: "the same with the parts that are loaded when an agent uses them, such as sub-agents",
    most: 84 * 1024,
    unit: "bytes",
    why: "Who uses every option still downloads less than one picture. Parts at subpaths, such as guardrails, come on top.",
  },
  packages: {
    name: "packages",
    says: "packages that npm i @definable/core brings",
    most: 3,
    unit: "packages",
    why: "core, tools and spec. Each further package is another party to trust.",
  },
  installed: {
    name: "installed",
    says: "what npm i @definable/core puts on disk",
    most: 1_200_000,
    unit: "bytes",
    why: "Peers bring 15 to 130 MB. Half of ours are source maps, for stacks that lead to lines of the source.",
  },
  types: {
    name: "types",
    says: "instantiations for 20 zod tools, over the same file with a one-line identity tool()",
    most: 4_000,
    unit: "instantiations",
    why: "An editor checks a file again at each key. The identity infers the input from the schema too, for without that the file does not compile.",
  },
} as const satisfies Record<string, Budget>;

/**
 * What a cold core loads, to the end of the first run with a tool in plain JSON Schema: files of ours by package and file, and at
 * most these public modules of the platform.
 */
export const coldModules: ReadonlyMap<string, string> = new Map([
  ["@definable/core/dist/index.js", "The agent, in one file: each further one costs a start half a millisecond."],
  ["@definable/tools/dist/index.js", "What a tool is."],
  ["@definable/tools/dist/json-schema.js", "Plain JSON Schema, with its validator inside."],
  ["@definable/spec/dist/index.js", "The error class and the tables of events and errors."],
  ["node:crypto (internal)", "A run's id cannot be guessed. The platform has no lighter door to good chance."],
  ["node:stream", "The platform's crypto loads it."],
  ["node:stream/promises", "The platform's crypto loads it."],
  ["node:string_decoder", "The platform's crypto loads it."],
]);
