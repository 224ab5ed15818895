import { call, calls, says } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

const ask = calls(call("echo", { text: "x" }));

test("after maxToolRounds the model must answer without tools", async () => {
  const { agent, model } = scripted([ask, ask, "What I know"], {
    tools: [echo],
    maxToolRounds: 2,
    instructions: "Be brief.",
  });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "maxToolRounds", content: "What I know" });
  expect(model.requests.map((request) => request.settings.toolChoice)).toEqual([undefined, undefined, "none"]);
  expect(model.requests[2]?.instructions).toMatch(/^Be brief\.\n\nYou have used all 2 rounds/);
});

test("calls in the forced answer are not carried out", async () => {
  const stubborn = says("Well.", { toolCalls: [call("echo", { text: "more" })] });
  const { agent } = scripted([ask, stubborn], { tools: [echo], maxToolRounds: 1 });

  const output = await agent.run("Go");

  expect(output.tools).toHaveLength(1);
  expect(output.messages.at(-1)).toEqual(expect.not.objectContaining({ toolCalls: expect.anything() }));
  expect(output).toMatchObject({ content: "Well.", stopReason: "maxToolRounds" });
});

test("a run that needs just its rounds is done", async () => {
  const { agent } = scripted([ask, "Done"], { tools: [echo], maxToolRounds: 2 });

  expect((await agent.run("Go")).stopReason).toBe("done");
});

test("maxToolRounds: 0 answers at once; maxIterations is another name", async () => {
  const { agent, model } = scripted(["Hello"], { tools: [echo], maxIterations: 0 });

  const output = await agent.run("Hi");

  expect(output.stopReason).toBe("maxToolRounds");
  expect(model.requests[0]?.settings.toolChoice).toBe("none");
});

test("the default is 30 rounds", async () => {
  const { agent, model } = scripted((request) => (request.settings.toolChoice === "none" ? "Enough" : ask), {
    tools: [echo],
  });

  const output = await agent.run("Go");

  expect(output.metrics.toolCalls).toBe(30);
  expect(model.callCount).toBe(31);
});
