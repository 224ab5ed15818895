import { call, calls, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { compareRuns } from "../../src/replay/index.ts";
import { echo } from "../support/tools.ts";
import { scripted } from "../support/scripted.ts";

const output = (content: string, cost?: number): Parameters<typeof compareRuns>[0] => ({
  content,
  tools: [],
  metrics: {
    inputTokens: 0,
    outputTokens: 0,
    totalTokens: content.length,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    audioInputTokens: 0,
    audioOutputTokens: 0,
    duration: 1,
    modelCalls: 1,
    toolCalls: 0,
    ...(cost === undefined ? {} : { cost }),
  },
});

test("runs differ by what the second has less the first", async () => {
  const play = (text: string, used: number) =>
    scripted([calls(call("echo", { text: "a" }), call("echo", { text })), { text: "Done", usage: tokens(used, 1) }], {
      tools: [echo],
    }).agent.run("Go");

  const difference = compareRuns(await play("b", 10), await play("c", 30));

  expect(difference).toMatchObject({ contentDiff: "", tokenDiff: 20, costDiff: undefined });
  expect(difference.toolCalls).toEqual({
    added: [{ toolName: "echo", toolArgs: { text: "c" } }],
    removed: [{ toolName: "echo", toolArgs: { text: "b" } }],
    common: [{ toolName: "echo", toolArgs: { text: "a" } }],
  });
});

test("answers differ by their lines", () => {
  const difference = compareRuns(output("one\ntwo\nthree", 1), output("one\n2\nthree\nfour", 3));

  expect(difference.costDiff).toBe(2);
  expect(difference.contentDiff.split("\n")).toEqual([
    "--- a",
    "+++ b",
    "@@ -1,3 +1,4 @@",
    " one",
    "-two",
    "+2",
    " three",
    "+four",
  ]);
  expect(compareRuns(output(""), output("new")).contentDiff).toContain("@@ -0,0 +1,1 @@\n+new");
});
