import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { servedDemo } from "./support/served.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");

/** The commands of the README, without the one that starts the demo. */
const commands = [...readme.matchAll(/```sh\n([^]*?)```/g)]
  .map((match) => match[1] ?? "")
  .filter((each) => each.includes("curl"));

async function run(command: string, url: string): Promise<string> {
  const child = spawn("sh", ["-e", "-c", command.replaceAll("http://localhost:8000", url)]);
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  await once(child, "close");
  return said;
}

test("the commands of the README do what it says", async () => {
  await using demo = await servedDemo();

  const [json = "", stream = "", approved = ""] = await Promise.all(commands.map((command) => run(command, demo.url)));

  expect(JSON.parse(json)).toMatchObject({ status: "COMPLETED", tools: [{}, {}] });
  expect(stream).toMatch(
    /event: ToolCallStarted\n[^]*event: ToolCallStarted\n[^]*event: ToolCallCompleted\n[^]*event: RunCompleted\n/,
  );
  expect(JSON.parse(approved)).toMatchObject({ status: "COMPLETED", content: expect.stringContaining("is saved as") });
  expect(await demo.folders.note("groceries.md")).toContain("buy milk and eggs");
});
