import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkApi } from "../api/check-api.ts";
import { readApi } from "../api/read-api.ts";
import { root } from "../step.ts";
import { manifestOf } from "./small-house.ts";
import { temporaryTree } from "./temporary-tree.ts";

const manifest = "packages/spec/package.json";
const types = "packages/spec/dist/index.d.ts";
const report = "packages/spec/api.md";
const greet = "/** Says hello. */\nexport declare function greet(): void;\n";

/** A package with these types whose report was reviewed, then changed to those. */
function changed(before: string, after: string): string {
  const house = temporaryTree({ [manifest]: manifestOf("spec"), [types]: before });
  for (const { entry, report: text } of readApi(house)) writeFileSync(join(house, entry.report), text);
  writeFileSync(join(house, types), after);
  return house;
}

const seen = (house: string): string[] => checkApi(house).map(({ rule, at, message }) => `${rule} ${at} ${message}`);

test('every public package is reviewed and documented; if not, run "pnpm api:update" or write the docstring', () => {
  expect(seen(root)).toEqual([]);
});

test("a package whose types did not change since the review is in order", () => {
  expect(seen(changed(greet, greet))).toEqual([]);
});

test.each([
  [
    "an export is added",
    `${greet}/** Says farewell. */\nexport declare function part(): void;\n`,
    "function part(): void",
  ],
  ["an export is taken away", "/** Zero. */\nexport declare const nothing: 0;\n", "const nothing: 0"],
  ["a parameter is added", greet.replace("()", "(name: string)"), "function greet(name: string): void"],
])("%s: the report no longer fits, and the line is named", (_title, after, line) => {
  const [violation, ...others] = seen(changed(greet, after));
  expect(violation).toContain(`report ${report} The types have "export ${line};"`);
  expect(others).toEqual([]);
});

test("what changes in a type that only stands in an exported one is a change too", () => {
  const options = (name: string): string =>
    `/** Where. */\ninterface Place {\n  /** Which. */\n  readonly ${name}: string;\n}\n/** Goes there. */\nexport declare function go(place: Place): void;\nexport {};\n`;
  expect(seen(changed(options("street"), options("city")))).toEqual([expect.stringContaining("readonly city: string")]);
});

test("a door without a report, and a report without a door, are seen", () => {
  const house = temporaryTree({ [manifest]: manifestOf("spec"), [types]: greet, "packages/spec/api-gone.md": "" });
  expect(seen(house)).toEqual([
    expect.stringContaining(`report ${report} There is no report of @definable/spec`),
    expect.stringContaining("report packages/spec/api-gone.md No package exports"),
  ]);
});

test("types that were not built are an error that says what to run", () => {
  expect(() => checkApi(temporaryTree({ [manifest]: manifestOf("spec") }))).toThrow("typecheck");
});

test("each subpath has a report of its own, under its own name", () => {
  const entry = { types: "./dist/index.d.ts", default: "./dist/index.js" };
  const exports = { ".": entry, "./deep/door": entry };
  const house = temporaryTree({ [manifest]: manifestOf("spec", { exports }), [types]: greet });
  const doors = readApi(house).map(({ entry: door, report: text }) => [door.report, text.split("\n")[0]]);
  expect(doors).toEqual([
    [report, "# The public API of @definable/spec"],
    ["packages/spec/api-deep-door.md", "# The public API of @definable/spec/deep/door"],
  ]);
});

test("the report of tools holds what a user writes first", () => {
  expect(readFileSync(join(root, "packages/tools/api.md"), "utf8")).toContain("export function tool<");
});
