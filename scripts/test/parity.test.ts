import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeParity } from "../parity/judge-parity.ts";
import { readParity } from "../parity/read-parity.ts";
import { temporaryTree } from "./temporary-tree.ts";

const page = (section: string, shownBy: string): string =>
  `# Parity\n\n## ${section}\n\n| promise | shown by |\n| --- | --- |\n| \`run\` | ${shownBy} |\n`;

function rootWith(text: string): string {
  const root = temporaryTree({});
  mkdirSync(join(root, "examples/parity/test"), { recursive: true });
  writeFileSync(join(root, "examples/parity/test/running.test.ts"), text);
  return root;
}

const ran = { "examples/parity/test/running.test.ts": ["it runs"] };

test("a promise whose test ran and passed, with what packages export, is shown", () => {
  const root = rootWith('import { Agent } from "@definable/core";\nimport { help } from "./help.ts";\n');

  expect(judgeParity(root, readParity(page("Running", "running: it runs")), ran)).toEqual([]);
});

test.each([
  ["a test that did not run", "running: it sleeps", /no test "it sleeps"/],
  ["a file that is not there", "walking: it walks", /there is no file/],
  ["a promise that is put off", "not yet", /may not be put off/],
])("%s is found", (_what, shownBy, complaint) => {
  const root = rootWith("");

  const complaints = judgeParity(root, readParity(page("Running", shownBy)), ran);

  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toMatch(complaint);
});

test("what serves an agent to others may wait", () => {
  expect(judgeParity(rootWith(""), readParity(page("Serving", "not yet")), ran)).toEqual([]);
});

test("a test that looks inside a package is found", () => {
  const root = rootWith('import { Run } from "../../../packages/core/src/run/run.ts";\n');

  expect(judgeParity(root, readParity(page("Running", "running: it runs")), ran)).toMatchObject([
    expect.stringContaining("only what packages export"),
  ]);
});
