import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fakeOpenAI, openAIReply } from "@definable/testing";
import { beforeAll, expect, test } from "vitest";
import { npmLine, packAll } from "../../scripts/pack-all.ts";
import { root } from "../../scripts/step.ts";
import { project, put } from "../src/project.ts";
import type { Installer } from "../src/project.ts";
import { registryOf } from "../src/registry.ts";
import { runCommand } from "../src/run-command.ts";
import { typecheck } from "../src/typecheck.ts";
import { scratchFolder } from "./scratch.ts";

const scratch = scratchFolder();
const agent = readFileSync(join(root, "examples/readme-agent/src/weather-agent.ts"), "utf8");
let tarballs: readonly string[] = [];

beforeAll(async () => {
  tarballs = await packAll(join(scratch, "tarballs"));
});

/** Runs `agent.ts` of a project, as a user types it, against the fake vendor. */
async function answerOf(folder: string, node = "node"): Promise<string> {
  const toolCalls = [{ name: "get_weather", arguments: { city: "Paris" } }];
  await using server = await fakeOpenAI({ script: [openAIReply({ toolCalls }), openAIReply({ text: "18, clear." })] });
  const env = { OPENAI_BASE_URL: server.baseURL, OPENAI_API_KEY: "any" };
  const said = await runCommand(node, ["agent.ts"], { cwd: folder, env });
  expect(server.requests[1]?.messages.at(-1)).toMatchObject({ content: "18 degrees and clear in Paris" });
  server.assertDone();
  return said;
}

async function runsAndFits(folder: string): Promise<void> {
  put(folder, "agent.ts", agent);
  expect(await answerOf(folder)).toBe("18, clear.\n");
  await typecheck(folder, "agent.ts", "nodenext");
}

const wanted = ["@definable/core", "@definable/openai", "zod@4.6.7"];

test("the line that pack:all prints installs every package, and the README's agent runs and fits", async () => {
  const [, , ...paths] = npmLine(tarballs).split(" ");
  const folder = await project({
    folder: join(scratch, "from-line"),
    installer: "npm",
    packages: [...paths, "zod@4.6.7"],
  });
  await runsAndFits(folder);
  await typecheck(folder, "agent.ts", "bundler");
});

test.each<Installer>(["pnpm", "pnpm without hoisting"])("from a registry with %s", async (installer) => {
  await using registry = await registryOf(tarballs, join(scratch, "unpacked"));
  const folder = join(scratch, installer.replaceAll(" ", "-"));
  await project({ folder, installer, packages: wanted, registry: registry.url });
  await runsAndFits(folder);
  const hoisted = existsSync(join(folder, "node_modules/.pnpm/node_modules/@definable/spec"));
  expect(hoisted).toBe(installer === "pnpm");
});

test("a type that does not fit is seen in an installed project", async () => {
  const folder = join(scratch, "from-line");
  put(folder, "wrong.ts", agent.replace("({ city })", "({ town })"));
  await expect(typecheck(folder, "wrong.ts", "nodenext")).rejects.toThrow("'town' does not exist");
});

const oldest = `node-linux-${process.arch}@22.23.3`;

test.runIf(process.platform === "linux")("spec, tools, core and openai run on Node 22 as well", async () => {
  const brought = await project({ folder: join(scratch, "node-22"), installer: "pnpm", packages: [oldest] });
  const node = join(brought, `node_modules/node-linux-${process.arch}/bin/node`);
  const folder = join(scratch, "from-line");
  put(folder, "import-all.ts", importAll);
  const place = { cwd: folder };
  expect(await runCommand(node, ["import-all.ts"], place)).toBe("v22.23.3\n");
  expect(await answerOf(folder, node)).toBe("18, clear.\n");
});

const importAll = `
import { Agent } from "@definable/core";
import { OpenAIChat } from "@definable/openai";
import { RunStatus } from "@definable/spec";
import { tool } from "@definable/tools";
if (![Agent, OpenAIChat, RunStatus, tool].every(Boolean)) throw new Error("An export is missing.");
console.log(process.version);
`;
