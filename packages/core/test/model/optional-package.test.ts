import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const packages = new URL("../../..", import.meta.url).pathname;
let folder = "";

/** Core as it is installed alone: its sources, with spec and tools beside it and nothing else. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "definable-alone-"));
  await cp(join(packages, "core/src"), join(folder, "core"), { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await mkdir(join(folder, "node_modules/@definable"), { recursive: true });
  for (const name of ["spec", "tools"]) {
    await symlink(join(packages, name), join(folder, "node_modules/@definable", name), "dir");
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** Puts a package there whose module is this text. */
async function install(name: string, module: string): Promise<void> {
  const home = join(folder, "node_modules/@definable", name);
  await mkdir(home, { recursive: true });
  await writeFile(
    join(home, "package.json"),
    JSON.stringify({ name: `@definable/${name}`, type: "module", exports: "./index.js" }),
  );
  await writeFile(join(home, "index.js"), module);
}

/** The code and message with which something fails in a process of its own. */
async function failureOf(attempt: string): Promise<{ readonly code: string; readonly message: string }> {
  const program = `
    import { Agent } from "./core/index.ts";
    const model = { id: "m", provider: "p", respond: () => new Promise(() => {}) };
    const error = await (${attempt}).then(() => ({}), (error) => error);
    console.log(JSON.stringify({ code: error.code, message: error.message }));
  `;
  await writeFile(join(folder, "program.ts"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=@definable/source",
    join(folder, "program.ts"),
  ]);
  return JSON.parse(stdout);
}

const run = `new Agent({ model: "openai/gpt-4o" }).run("Hi")`;
const serve = `new Agent({ model }).serve(0)`;

test("a provider that is not installed is said with the command that installs it", async () => {
  expect(await failureOf(run)).toEqual({
    code: "PACKAGE_MISSING",
    message:
      'A model string "openai/..." needs the package @definable/openai, which is not installed. Install it: npm install @definable/openai',
  });
});

test("serve without the runtime says what to install", async () => {
  expect(await failureOf(serve)).toMatchObject({
    code: "PACKAGE_MISSING",
    message: expect.stringContaining("npm install @definable/runtime"),
  });
});

test.each([
  ["that throws", 'throw new Error("out of order");'],
  ["that misses a package of its own", 'import "not-installed-anywhere";'],
  ["with a syntax error", "export const = 1;"],
])("a provider %s is installed but broken, which is something else", async (_title, module) => {
  await install("openai", module);

  expect(await failureOf(run)).toMatchObject({
    code: "PACKAGE_BROKEN",
    message: expect.stringContaining("installed but could not be loaded"),
  });
});

test("a provider of another contract is said to need a matching version", async () => {
  await install("openai", "export const contract = 2; export const createModel = () => undefined;");

  expect(await failureOf(run)).toMatchObject({
    code: "PACKAGE_BROKEN",
    message: expect.stringMatching(/@definable\/openai speaks contract 2.*matching versions/),
  });
});

test("a runtime of another contract is said to need a matching version", async () => {
  await install("runtime", "export const contract = 2; export const serve = () => undefined;");

  expect(await failureOf(serve)).toMatchObject({
    code: "PACKAGE_BROKEN",
    message: expect.stringContaining("matching versions"),
  });
});
