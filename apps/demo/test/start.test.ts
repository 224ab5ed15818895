import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { demoFolders } from "./support/demo-folders.ts";
import type { DemoFolders } from "./support/demo-folders.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** The demo as its own process, from source, without a key. */
function startMain(
  folders: DemoFolders,
  environment: Readonly<Record<string, string>>,
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ["--conditions=@definable/source", main], {
    env: {
      PATH: process.env["PATH"] ?? "",
      DEFINABLE_FOLDER: folders.folder,
      DEFINABLE_NOTES: folders.notesFolder,
      ...environment,
    },
  });
}

/** Resolves with what was printed when the text is in it. */
async function printed(child: ChildProcessWithoutNullStreams, text: string): Promise<string> {
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes(text)) return said;
  }
  throw new Error(`The demo ended without saying "${text}". It said: ${said}`);
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

// A process that loads everything from source needs some seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

test("it prints the address, what the model is, and a curl line for each kind of answer, and these work", async () => {
  await using folders = await demoFolders();
  const port = await freePort();
  const child = startMain(folders, { PORT: `${port}` });
  try {
    const said = await printed(child, "Ctrl+C");
    expect(said).toContain(`http://localhost:${port}\n`);
    expect(said).toContain("no language model");
    const [json = "", stream = ""] = said.match(/curl .*/g) ?? [];
    const results = await Promise.all([json, stream].map((line) => shell(line)));

    expect(JSON.parse(results[0] ?? "")).toMatchObject({
      status: "COMPLETED",
      tools: [{ toolName: "calculate" }, { toolName: "current_time" }],
    });
    expect(results[1]).toMatch(/^event: RunStarted\n[^]*event: RunCompleted\n/);
    for (const result of results) expect(result).toContain("17.5% of 2,480 = 434");
  } finally {
    child.kill("SIGTERM");
  }
  expect((await once(child, "exit"))[0]).toBe(0);
});

test("a port in use is told in words, without a stack, and the process ends with 1", async () => {
  await using folders = await demoFolders();
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    const { code, errors } = await ended(startMain(folders, { PORT: `${port}` }));
    expect(code).toBe(1);
    expect(errors).toContain(String(port));
    expect(errors).toContain("PORT=8001");
    expect(errors).not.toMatch(/\n\s+at /);
  } finally {
    taken.close();
  }
});

test.for<readonly [string, Record<string, string>, string]>([
  ["a port that is none", { PORT: "eighty" }, 'PORT is "eighty"'],
  ["an unknown provider", { DEFINABLE_MODEL: "nobody/knows" }, "nobody"],
  ["a model without a key", { DEFINABLE_MODEL: "openai/gpt-4o" }, "OPENAI_API_KEY"],
])("%s ends it at once, in words", async ([, environment, words]) => {
  await using folders = await demoFolders();

  const { code, errors } = await ended(startMain(folders, environment));

  expect(code).toBe(1);
  expect(errors).toContain(words);
  expect(errors).not.toMatch(/\n\s+at /);
});

async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ readonly code: unknown; readonly errors: string }> {
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  // A demo that starts after all must not outlive the test.
  child.stdout.once("data", () => child.kill("SIGKILL"));
  const [code] = await once(child, "close");
  return { code, errors };
}

async function shell(line: string): Promise<string> {
  const child = spawn("sh", ["-c", line]);
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  await once(child, "close");
  return said;
}
