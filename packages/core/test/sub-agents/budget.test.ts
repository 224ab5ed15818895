import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { family, spawn } from "../support/family.ts";
import { echo, notebook } from "../support/tools.ts";

const usage = { inputTokens: 10, outputTokens: 90, totalTokens: 100 };

test("what a sub-agent has used counts until its root has heard of its end", async () => {
  const over = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const model = family(
    [
      { ...calls(spawn("a", "a"), spawn("b", "b")), usage },
      { text: "Never", usage },
    ],
    {
      a: [{ text: "a", usage }],
      b: [
        { ...calls(call("echo", { text: "x" })), usage },
        { text: "Never", usage },
      ],
    },
  );
  const agent = new Agent({
    model,
    tools: [echo.with({ postHook: () => over.promise })],
    subAgents: true,
    maxTotalTokens: 300,
  });
  let turns = 0;
  agent.events.on("ModelCallStarted", () => void (turns += 1));
  agent.events.on(
    "RunCompleted",
    ({ content, parentRunId }) => void (parentRunId !== undefined && content !== "a" && asked.resolve()),
  );
  // It has ended, and whoever started it does not know yet.
  agent.afterResponse(async ({ content }) => {
    if (content !== "a") return;
    over.resolve();
    await asked.promise;
  });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ stopReason: "maxTotalTokens", metrics: { totalTokens: 300 } });
  expect(turns).toBe(3);
});

test("what a sub-agent has used counts while it waits for a person", async () => {
  const { write } = notebook();
  const child = (text: string) => [
    { ...calls(call("write", { text }, "w")), usage },
    { text: "Never", usage },
  ];
  const model = family([{ ...calls(spawn("a", "a"), spawn("b", "b")), usage }], { a: child("a"), b: child("b") });
  const agent = new Agent({ model, tools: [write], subAgents: true, maxTotalTokens: 300 });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const half = await agent.continueRun(paused);

  expect(half.tools).toMatchObject([{ status: "completed" }, { status: "waiting" }]);
  expect(half.events.filter(({ event }) => event === "ModelCallStarted")).toEqual([]);
});
