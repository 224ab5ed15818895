import { expect, test } from "vitest";
import { z } from "zod";
import { callTool, checkDistinctNames, tool, toolkit, toolsOf, toolsOfToolkit } from "../src/index.ts";

const named = (name: string): ReturnType<typeof make> => make(name);
const make = (name: string) =>
  tool({ name, description: "Does it.", inputSchema: z.object({}), execute: () => `ran ${name}` });

test("a toolkit puts its prefix before each name and itself as the origin", async () => {
  const github = toolkit({ name: "github", prefix: "gh_", tools: [named("search"), named("read")] });
  expect(github.tools.map(({ name, origin }) => [name, origin])).toEqual([
    ["gh_search", 'toolkit "github"'],
    ["gh_read", 'toolkit "github"'],
  ]);
  const [search] = github.tools;
  expect(search && (await callTool(search, {}))).toBe("ran search");
});

test("whoever asks a made toolkit for its tools gets the prefix once", () => {
  const github = toolkit({ name: "github", prefix: "gh_", tools: [named("search")] });
  expect(toolsOfToolkit(github)).toEqual(github.tools);
});

test("a toolkit of somebody else gets prefix and origin in the same way", () => {
  const kit = { name: "theirs", prefix: "x_", tools: [named("search")] };
  expect(toolsOfToolkit(kit)).toMatchObject([{ name: "x_search", origin: 'toolkit "theirs"' }]);
});

test("a tool that says where it comes from keeps it", () => {
  const remote = named("search").with({ origin: 'MCP server "web"' });
  expect(toolkit({ name: "k", tools: [remote] }).tools).toMatchObject([{ origin: 'MCP server "web"' }]);
});

test("a class becomes a toolkit that opens and closes it", async () => {
  class Counter {
    #count: number | undefined;
    @tool({ description: "Counts.", inputSchema: z.object({}) })
    count(): number {
      if (this.#count === undefined) throw new Error("not open");
      return ++this.#count;
    }
    open(): void {
      this.#count = 0;
    }
    close(): void {
      this.#count = undefined;
    }
  }
  const counter = new Counter();
  const kit = toolkit({
    name: "counter",
    tools: toolsOf(counter),
    initialize: () => counter.open(),
    close: () => counter.close(),
  });
  const [count] = kit.tools;
  await kit.initialize?.();
  expect(count && (await callTool(count, {}))).toBe(1);
  await kit.close?.();
  await expect(count && callTool(count, {})).rejects.toThrow("not open");
});

test("two tools of one name in one toolkit are refused", () => {
  expect(() => toolkit({ name: "github", tools: [named("search"), named("search")] })).toThrow(
    /Two tools are named "search": both from toolkit "github"\. Rename one with tool\.with/,
  );
});

test("a clash between two toolkits names both", () => {
  const clash = (): void =>
    checkDistinctNames(["github", "web"].flatMap((name) => toolkit({ name, tools: [named("search")] }).tools));
  expect(clash).toThrow(/one from toolkit "github", one from toolkit "web"/);
  expect(clash).toThrow(expect.objectContaining({ code: "DUPLICATE_TOOL" }));
});

test("a clash with a tool outside of toolkits says so", () => {
  const kit = toolkit({ name: "web", tools: [named("search")] });
  expect(() => checkDistinctNames([named("search"), ...kit.tools])).toThrow(
    /one from the list of tools, one from toolkit "web"/,
  );
});

test("a name that no longer fits with its prefix is refused", () => {
  expect(() => toolkit({ name: "k", prefix: "a b ", tools: [named("search")] })).toThrow(/"a b search"/);
  expect(() => toolkit({ name: "k", prefix: "p".repeat(60), tools: [named("search")] })).toThrow(/1 to 64/);
});

test("a toolkit without name, or with what is no tool, is refused", () => {
  expect(() => toolkit({ name: "", tools: [] })).toThrow(/A toolkit has no name/);
  // @ts-expect-error a decorator is no tool
  expect(() => toolkit({ name: "k", tools: [tool({ description: "d", inputSchema: z.object({}) })] })).toThrow(
    /Toolkit "k" holds something that tool\(\) did not make/,
  );
});
