import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

const launcher = JSON.stringify(join(import.meta.dirname, "../launcher.ts"));
const server = `
  import { stopWithLauncher } from ${launcher};
  stopWithLauncher();
  process.on("SIGTERM", () => { console.log("stopped"); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log("serving");`;
/** Wears the title that npm gives itself, and starts the server below a shell, as npm does. */
const npx = `
  import { spawn } from "node:child_process";
  process.title = "npm exec pnpm start";
  spawn("sh", ["-c", '"$0" server.ts; true', process.execPath], { stdio: "inherit" });`;

test.runIf(process.platform === "linux")("the server stops when the npx that launched it is killed", async () => {
  const root = temporaryTree({ "server.ts": server, "an-npx-with-a-name-that-leaves-room-for-a-title.ts": npx });
  const top = spawn(process.execPath, ["an-npx-with-a-name-that-leaves-room-for-a-title.ts"], { cwd: root });
  const lines = createInterface({ input: top.stdout });
  expect(await once(lines, "line")).toEqual(["serving"]);
  top.kill("SIGKILL");
  expect(await once(lines, "line")).toEqual(["stopped"]);
});
