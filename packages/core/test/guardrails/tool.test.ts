import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { allow, block, modify, toolAllowlist, toolGuardrail } from "../../src/guardrails.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";
import { story } from "../support/flow.ts";

const noSecrets = toolGuardrail("no_secrets", (_name, { text }) =>
  text === "secret" ? block("No secrets.") : allow(),
);

test("a call that is blocked does not run, and the model reads why", async () => {
  const { agent, model } = scripted([calls(call("echo", { text: "secret" }), call("echo", { text: "b" })), "Done"], {
    tools: [echo],
    guardrails: [noSecrets],
  });

  const output = await agent.run("Go");

  const [first, second] = output.tools;
  expect(first).toMatchObject({ status: "denied", errorCode: "TOOL_BLOCKED", toolCallError: true });
  expect(first?.result).toContain("No secrets.");
  expect(second?.result).toBe("b");
  expect(model.requests[1]?.messages.at(2)).toMatchObject({ role: "tool", isError: true });
  expect(story(output.events)).toEqual([
    "RunStarted",
    "GuardrailChecked",
    "GuardrailBlocked",
    "GuardrailChecked",
    "ToolCallStarted echo",
    "ToolCallError echo",
    "ToolCallStarted echo",
    "ToolCallCompleted echo",
    "RunContent Done",
    "RunContentCompleted Done",
    "RunCompleted",
  ]);
});

test("a call that is blocked asks nobody first", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "secret" })), "Done"], {
    tools: [write],
    guardrails: [noSecrets],
  });

  expect(await agent.run("Go")).toMatchObject({ status: "COMPLETED", content: "Done" });
  expect(notes).toEqual([]);
});

test("arguments that are changed are validated, asked about and carried out", async () => {
  const { write, notes } = notebook();
  const polite = toolGuardrail("polite", (_name, { text }) => modify({ text: text === "go" ? "go, please" : "again" }));
  const { agent } = scripted([calls(call("write", { text: "go" })), "Done"], { tools: [write], guardrails: [polite] });

  const paused = await agent.run("Go");

  expect(paused.requirements[0]?.toolExecution.toolArgs).toEqual({ text: "go, please" });
  paused.requirements[0]?.confirm();
  await agent.continueRun(JSON.stringify(paused.toJSON()));
  expect(notes).toEqual(["again"]);
});

test("arguments changed so that they do not fit are refused", async () => {
  const breaks = toolGuardrail("breaks", () => modify({ text: 1 }));
  const { agent } = scripted([calls(call("echo", { text: "a" })), "Done"], { tools: [echo], guardrails: [breaks] });

  expect((await agent.run("Go")).tools[0]).toMatchObject({ errorCode: "TOOL_INPUT_INVALID" });
});

test("what a person edited is judged again", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "a" })), "Done"], {
    tools: [write],
    guardrails: [noSecrets],
  });
  const paused = await agent.run("Go");

  paused.requirements[0]?.confirm({ args: { text: "secret" } });
  const output = await agent.continueRun(paused);

  expect(output.tools[0]).toMatchObject({ status: "denied", errorCode: "TOOL_BLOCKED", confirmed: true });
  expect(notes).toEqual([]);
});

test("a call that was mended is judged as what it has become", async () => {
  const { agent } = scripted([calls(call("ecco", { text: "a" })), "Done"], {
    tools: [echo],
    guardrails: [toolAllowlist(["ecco"])],
    repairToolCall: (wrong) => ({ ...wrong, name: "echo" }),
  });

  expect((await agent.run("Go")).tools[0]).toMatchObject({ errorCode: "TOOL_BLOCKED", mendedTo: "echo" });
});

test("a call that goes on waiting is not judged again until it is decided", async () => {
  const asked: unknown[] = [];
  const count = toolGuardrail("count", (_name, { text }) => (asked.push(text), allow()));
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "a" }), call("write", { text: "b" })), "Done"], {
    tools: [write],
    guardrails: [count],
  });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();
  const again = await agent.continueRun(paused);

  expect([again.status, asked]).toEqual(["PAUSED", ["a", "b", "a"]]);
});

test("a cancel while a call is judged answers every call of the reply", async () => {
  const began = Promise.withResolvers<void>();
  const deaf = toolGuardrail("deaf", () => {
    began.resolve();
    return new Promise(() => undefined);
  });
  const { agent } = scripted([calls(call("echo", { text: "a" }))], { tools: [echo], guardrails: [deaf] });
  const stream = agent.runStream("Go");
  await began.promise;

  stream.cancel();
  const output = await stream.output;

  expect(output.status).toBe("CANCELLED");
  expect(output.tools.map(({ status }) => status)).toEqual(["cancelled"]);
});
