import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

test("debug prints each model call with what it is asked last", async () => {
  const script = [calls(call("echo", { text: "one" })), "Done"];
  const { agent, log } = scripted(script, { tools: [echo], debug: true });

  await agent.run("Go", { runId: "r" });

  expect(log.lines).toEqual([
    'info [definable] r turn 1: scripted/scripted, 1 messages, last: {"role":"user","content":"Go"}',
    expect.stringMatching(/^info \[definable\] r turn 2: scripted\/scripted, 3 messages, last: .*"content":"one"/),
  ]);
});

test("without debug nothing is printed", async () => {
  const { agent, log } = scripted(["Hello"]);

  await agent.run("Hi");

  expect(log.lines).toEqual([]);
});
