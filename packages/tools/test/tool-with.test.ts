import { expect, test } from "vitest";
import { z } from "zod";
import { isTool, tool } from "../src/index.ts";

const search = tool({
  name: "search",
  description: "Searches.",
  inputSchema: z.object({ query: z.string() }),
  execute: ({ query }) => query,
  timeoutMs: 5,
});

test("with() gives a changed copy and leaves the tool as it was", () => {
  const changed = search.with({ sequential: true, name: "search_web" });
  expect(changed).toMatchObject({ name: "search_web", sequential: true, timeoutMs: 5, description: "Searches." });
  expect(search).toMatchObject({ name: "search", sequential: false });
});

test("a copy is a frozen tool with the same schema and function", () => {
  const changed = search.with({ effect: "read" });
  expect(isTool(changed)).toBe(true);
  expect(Object.isFrozen(changed)).toBe(true);
  expect(changed.parameters).toBe(search.parameters);
  expect(changed.execute).toBe(search.execute);
});

test("changes add up", () => {
  const changed = search.with({ sequential: true }).with({ strict: true }).with({ origin: "toolkit" });
  expect(changed).toMatchObject({ sequential: true, strict: true, origin: "toolkit", timeoutMs: 5 });
});

test("a change to undefined brings the default back", () => {
  expect(search.with({ timeoutMs: undefined }).timeoutMs).toBe(120_000);
});

test("a copy is checked like a tool", () => {
  expect(() => search.with({ name: "search the web" })).toThrow(/cannot be named "search the web"/);
  expect(() => search.with({ description: " " })).toThrow(/has no description/);
  expect(() => search.with({ timeoutMs: -1 })).toThrow(/has timeoutMs: -1/);
});

test("with() cannot change what a tool is", () => {
  // @ts-expect-error the types refuse it as well
  expect(() => search.with({ execute: () => "other" })).toThrow(/The change of tool "search" has an unknown option/);
});
