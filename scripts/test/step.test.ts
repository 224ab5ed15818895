import { expect, test } from "vitest";
import { runStep } from "../step.ts";

test("a step passes on the exit code of its tool", async () => {
  expect(await runStep("three", "node", ["-e", "process.exit(3)"])).toMatchObject({ name: "three", code: 3 });
});

test("a tool that a signal ended has failed", async () => {
  const step = await runStep("killed", "node", ["-e", "process.kill(process.pid, 'SIGKILL')"]);
  expect(step.code).toBe(137);
});

test("a tool that is not installed fails with what to do", async () => {
  await expect(runStep("odd", "no-such-tool", [])).rejects.toThrow(/cannot run "no-such-tool".*pnpm@12\.21\.0 install/);
});
