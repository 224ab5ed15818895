import { assertHistory, call, calls, says } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { breaks, echo, notebook } from "../support/tools.ts";

const report = echo.with({ name: "report", stopAfterToolCall: true });

test("the run ends after the call, and its result is the content", async () => {
  const { agent, model } = scripted([calls(call("report", { text: "All well." }))], { tools: [report] });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "tool", content: "All well." });
  expect(output.tools).toMatchObject([{ stopAfterToolCall: true }]);
  expect(model.callCount).toBe(1);
  assertHistory(output.messages);
});

test("text that the model said beside the call is the content", async () => {
  const step = says("Here it is.", { toolCalls: [call("report", { text: "All well." })] });
  const { agent } = scripted([step], { tools: [report] });

  expect((await agent.run("Go")).content).toBe("Here it is.");
});

test("the other calls of the batch are carried out first", async () => {
  const step = calls(call("report", { text: "All well." }), call("echo", { text: "one" }));
  const { agent } = scripted([step], { tools: [report, echo] });

  const output = await agent.run("Go");

  expect(output.tools.map((tool) => tool.result)).toEqual(["All well.", "one"]);
  expect(output.content).toBe("All well.");
});

test("a call whose arguments are wrong does not end the run, so that the model can mend it", async () => {
  const script = [calls(call("report", {})), calls(call("report", { text: "Mended." }))];
  const { agent } = scripted(script, { tools: [report] });

  expect((await agent.run("Go")).content).toBe("Mended.");
});

test("a call that fails has no result to end with, so the model goes on", async () => {
  const ends = breaks.with({ stopAfterToolCall: true });
  const { agent } = scripted([calls(call("breaks", { text: "no disk" })), "Sorry."], { tools: [ends] });

  expect(await agent.run("Go")).toMatchObject({ stopReason: "done", content: "Sorry." });
});

test("a pending requirement goes before the end", async () => {
  const { write } = notebook();
  const step = calls(call("report", { text: "All well." }), call("write", { text: "one" }));
  const { agent } = scripted([step], { tools: [report, write] });

  const paused = await agent.run("Go");

  expect(paused.status).toBe("PAUSED");
  paused.requirements[0]?.confirm();
  expect(await agent.continueRun(paused)).toMatchObject({ stopReason: "tool", content: "All well." });
});
