import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../step.ts";

const run = promisify(execFile);

/** A tool() that does nothing but infer what `execute` is given: what any typed tool() costs at least. */
const identity = `import { Agent, type Tool } from "@definable/core";
const tool = <I, O>(options: { name: string; description: string; inputSchema: { "~standard": { types?: { output: I } | undefined } }; execute: (input: I) => O }): Tool => options as never;
`;

const ours = 'import { Agent, tool } from "@definable/core";\n';

/** The instantiations that 20 zod tools cost with `tool()` of core, less what they cost with the identity. */
export async function measureTypes(folder: string, head: string = ours): Promise<number> {
  const [floor, cost] = await Promise.all([
    instantiations(folder, "floor", identity),
    instantiations(folder, "ours", head),
  ]);
  return cost - floor;
}

async function instantiations(folder: string, name: string, head: string): Promise<number> {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, head + twentyTools());
  const tsc = join(root, "node_modules/.bin/tsc");
  const options = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--skipLibCheck"];
  const { stdout } = await run(tsc, ["--ignoreConfig", ...options, "--extendedDiagnostics", file], {
    cwd: folder,
  }).catch(({ stdout: said }: { stdout?: string }) => {
    throw new Error(`tsc cannot check ${name}.ts:\n${said}`);
  });
  const count = /^Instantiations:\s+(\d+)/m.exec(stdout)?.[1];
  if (count === undefined) throw new Error(`tsc said nothing of instantiations:\n${stdout}`);
  return Number(count);
}

/** Four shapes as they are met, five times each: a field, a default, nested objects, a union and a record. */
function twentyTools(): string {
  const shapes = [
    ['{ city: z.string(), unit: z.enum(["C", "F"]).default("C") }', "({ city, unit }) => city + unit"],
    [
      "{ ids: z.array(z.number().int()), page: z.object({ from: z.string().optional(), all: z.boolean() }) }",
      "async ({ ids, page }) => ({ count: ids.length, all: page.all })",
    ],
    [
      "{ query: z.string().min(1), limit: z.number().max(50).optional() }",
      "({ query, limit }) => [query, limit ?? 10]",
    ],
    [
      "{ to: z.string(), body: z.union([z.string(), z.object({ html: z.string() })]), at: z.record(z.string(), z.number()) }",
      '({ to, body }) => to + (typeof body === "string" ? body : body.html)',
    ],
  ];
  const lines = Array.from({ length: 20 }, (_, index) => {
    const [shape, execute] = shapes[index % shapes.length] ?? [];
    return `const t${index} = tool({ name: "t${index}", description: "d", inputSchema: z.object(${shape}), execute: ${execute} });`;
  });
  const names = lines.map((_, index) => `t${index}`).join(", ");
  return `import { z } from "zod";\n${lines.join("\n")}\nexport const agent = new Agent({ model: "openai/gpt-4o", tools: [${names}] });\n`;
}
