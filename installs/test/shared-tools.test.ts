import { mkdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packAll, packFolders } from "../../scripts/pack-all.ts";
import { asVersion, changePackage } from "../src/change-package.ts";
import { project, put } from "../src/project.ts";
import type { Installer } from "../src/project.ts";
import { registryOf } from "../src/registry.ts";
import type { Registry } from "../src/registry.ts";
import { runCommand } from "../src/run-command.ts";
import { readPacked } from "../src/tarball.ts";
import { typecheck } from "../src/typecheck.ts";
import { scratchFolder } from "./scratch.ts";

const scratch = scratchFolder();
const shared = "@definable/example-shared-tools";
let registry: Registry | undefined;

beforeAll(async () => {
  const changed = join(scratch, "changed");
  mkdirSync(changed);
  const now = await packAll(join(scratch, "tarballs"));
  const later = [];
  for (const tarball of now) later.push(await changePackage(tarball, changed, asVersion("0.2.0")));
  const tools = await packFolders(["examples/shared-tools"], join(scratch, "shared"));
  // A version of it that breaks the promise: it brings core along.
  const withCore = await changePackage(tools[0] ?? "", changed, (manifest) => ({
    ...manifest,
    version: "0.1.1",
    dependencies: { ...manifest.dependencies, "@definable/core": "^0.1.0" },
  }));
  registry = await registryOf([...now, ...later, withCore, ...tools], join(scratch, "unpacked"));
});
afterAll(() => registry?.[Symbol.asyncDispose]());

const install = (name: string, packages: readonly string[], installer: Installer = "npm"): Promise<string> =>
  project({ folder: join(scratch, name), installer, packages, registry: registry?.url ?? "" });

/** What npm installed into a project, by the place in node_modules. */
function installed(folder: string): string[] {
  // The file that npm keeps of every install.
  const lock = JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  return Object.keys(lock.packages).map((path) => path.replace("node_modules/", ""));
}

test("the package of tools brings tools, spec and its schema library, and not core", async () => {
  const folder = await install("alone", [`${shared}@0.1.0`]);
  expect(installed(folder)).toEqual([shared, "@definable/spec", "@definable/tools", "zod"]);
});

test("a package of tools that depends on core is seen in what it installs", async () => {
  const folder = await install("with-core", [`${shared}@0.1.1`]);
  expect(installed(folder)).toContain("@definable/core");
});

const app = `
import { Agent, toolsOf } from "@definable/core";
import { convertLength, Notebook, notebook } from "@definable/example-shared-tools";
import { call, calls, ScriptedModel } from "@definable/testing";

const length = { metres: 100, unit: "feet" } satisfies Parameters<typeof convertLength.execute>[0];
const asks = [call("convert_length", length), call("write", { text: "Buy milk." }), call("notebook_write", { text: "Hi." })];
const model = new ScriptedModel([calls(...asks), calls(call("notebook_read")), "Done."]);
const agent = new Agent({ model, tools: [convertLength, ...toolsOf(new Notebook())], toolkits: [notebook()] });
const output = await agent.run("Go on.");
for (const { toolName, result } of output.tools) console.log(toolName, result);
console.log(output.content);

// @ts-expect-error The types of the schema came along: yards are no unit of this tool.
export const wrong: Parameters<typeof convertLength.execute>[0] = { metres: 1, unit: "yards" };
`;

const printed = `convert_length {"value":328.08,"unit":"feet"}
write Note 1 is written.
notebook_write Note 1 is written.
notebook_read Hi.
Done.
`;

/** The version of a package that a file in `folder` gets when it asks for \`@definable/tools\`, and where that lies. */
function toolsSeenFrom(folder: string): { readonly version: string; readonly path: string } {
  const real = realpathSync(folder);
  const path = [join(real, "../tools"), join(real, "node_modules/@definable/tools")].map(tryRealpath).findLast(Boolean);
  return { version: readPacked(path ?? "").version, path: path ?? "" };
}

function tryRealpath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

test.each<[string, Installer]>([
  ["0.1.0", "npm"],
  ["0.2.0", "pnpm without hoisting"],
])("an app that holds core %s, installed with %s, runs the same tools, and their types infer", async (version, by) => {
  const ours = [`@definable/core@${version}`, `@definable/testing@${version}`];
  const folder = await install(`app-${version}`, [...ours, `${shared}@0.1.0`], by);
  put(folder, "app.ts", app);
  expect(await runCommand("node", ["app.ts"], { cwd: folder })).toBe(printed);
  await typecheck(folder, "app.ts", "nodenext");

  const ofCore = toolsSeenFrom(join(folder, "node_modules/@definable/core"));
  const ofShared = toolsSeenFrom(join(folder, "node_modules", shared));
  expect([ofCore.version, ofShared.version]).toEqual([version, "0.1.0"]);
  expect(ofCore.path === ofShared.path).toBe(version === "0.1.0");
});
