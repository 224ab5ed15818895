import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { RunOutput } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";
import { checkRun } from "./check-run.ts";

test("a run as it is passes, paused and continued", async () => {
  const { agent } = scripted([calls(call("write", { text: "a" })), "Done."], { tools: [notebook().write] });
  const paused = await agent.run("Go");
  const earlier = JSON.parse(JSON.stringify(paused));
  paused.requirements[0]?.confirm();

  checkRun(await agent.continueRun(paused), earlier);
});

test("a run that has lost one of its events is found out", async () => {
  const { agent } = scripted([calls(call("echo", { text: "a" })), "Done."], { tools: [echo] });
  const output = await agent.run("Go");

  for (const index of output.events.keys()) {
    const events = output.events.filter((_, at) => at !== index);
    expect(() => checkRun(new RunOutput(output, { log: { events } }), undefined)).toThrow(Error);
  }
});

test("a run that says other words than its events is found out", async () => {
  const output = await scripted(["Hello."]).agent.run("Hi");

  expect(() => checkRun(new RunOutput({ ...output.toJSON(), content: "Bye." }, { log: output }), undefined)).toThrow(
    "Bye.",
  );
});
