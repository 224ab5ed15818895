import { readFile } from "node:fs/promises";
import * as runtime from "@definable/runtime";
import * as handlerModule from "@definable/runtime/handler";
import type { RuntimeModule } from "@definable/spec";
import { expect, test } from "vitest";

/** The files and packages that a source file needs at run time, its own imports followed. */
async function needs(file: URL, seen = new Set<string>()): Promise<ReadonlySet<string>> {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  const text = await readFile(file, "utf8");
  for (const [, from = ""] of text.matchAll(/^(?:import|export) (?!type).*?from "(.+?)";$/gms)) {
    if (from.startsWith(".")) await needs(new URL(from, file), seen);
    else seen.add(from);
  }
  return seen;
}

test("given the package, when looked at, then it is a RuntimeModule and exports nothing unforeseen", () => {
  const module: RuntimeModule = runtime;

  expect(module.contract).toBe(1);
  expect(Object.keys(runtime).toSorted()).toEqual(["contract", "handler", "serve"]);
  expect(Object.keys(handlerModule)).toEqual(["handler"]);
});

test("given a place without Node, when only the handler is imported, then it needs spec and nothing else", async () => {
  const packages = [...(await needs(new URL("../src/http/handler.ts", import.meta.url)))].filter(
    (name) => !name.startsWith("file:"),
  );

  expect(packages).toEqual(["@definable/spec"]);
});

test("given the whole package, when imported, then it needs spec, fastify and Node", async () => {
  const all = await needs(new URL("../src/index.ts", import.meta.url));

  expect([...all].filter((name) => !name.startsWith("file:")).toSorted()).toEqual([
    "@definable/spec",
    "fastify",
    "node:http",
  ]);
});
