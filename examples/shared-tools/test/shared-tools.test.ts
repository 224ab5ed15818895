import { callTool, toolsOf, toolsOfToolkit } from "@definable/tools";
import { expect, expectTypeOf, test } from "vitest";
import { convertLength, Notebook, notebook } from "../src/index.ts";

test("a tool of a function is called without any agent, and its input has the type of its schema", async () => {
  expect(await callTool(convertLength, { metres: 100, unit: "feet" })).toEqual({ value: 328.08, unit: "feet" });
  expectTypeOf(convertLength.execute).parameter(0).toEqualTypeOf<{ metres: number; unit: "feet" | "miles" }>();
});

test("tools of methods share their object", async () => {
  const [write, read] = toolsOf(new Notebook());
  if (write === undefined || read === undefined) throw new Error("The notebook has two tools.");
  await callTool(write, { text: "Buy milk." });
  await callTool(write, { text: "Call Ada." });
  expect(await callTool(read, {})).toBe("Buy milk.\nCall Ada.");
});

test("a toolkit names its tools after itself", async () => {
  expect(toolsOfToolkit(notebook()).map(({ name }) => name)).toEqual(["notebook_write", "notebook_read"]);
});
