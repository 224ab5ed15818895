import { inspect } from "node:util";
import { call, calls, collect, fails, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, AgentRunError } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { flow } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

test("a failed model call tells its events in this order", async () => {
  const { agent } = scripted([fails("MODEL_QUOTA", { text: ["Once ", "upon"], afterDeltas: 1 })]);

  const { events, output } = await collect(agent.runStream("Go"));

  expect(flow(events).slice(5)).toEqual([
    "PhaseStarted invoke_loop",
    "ModelCallStarted",
    "RunContent Once ",
    "RunContentCompleted Once ",
    "ModelCallCompleted",
    "PhaseCompleted invoke_loop",
    "RunError",
  ]);
  expect(events.find((event) => event.event === "ModelCallCompleted")).toMatchObject({ errorCode: "MODEL_QUOTA" });
  expect(events.at(-2)).toMatchObject({ error: expect.stringContaining("MODEL_QUOTA") });
  expect(events.at(-1)).toMatchObject({ status: "ERROR", errorCode: "MODEL_QUOTA", content: "Once " });
  expect(output).toMatchObject({ status: "ERROR", errorCode: "MODEL_QUOTA" });
});

test("run rejects with the code and message, and with everything that was said and done", async () => {
  const script = [
    calls(call("echo", { text: "kept" })),
    fails("MODEL_QUOTA", { message: "No money left.", text: "Partly", afterDeltas: 1 }),
  ];
  const { agent } = scripted(script, { tools: [echo] });

  const error = await rejection(agent.run("Go"));

  expect(error).toBeInstanceOf(AgentRunError);
  expect(error).toMatchObject({ code: "MODEL_QUOTA", message: "No money left.", status: 429 });
  expect(error).toMatchObject({ output: { status: "ERROR", content: "Partly", tools: [{ result: "kept" }] } });
  const { output } = error as AgentRunError;
  expect(output.messages.map((message) => message.content)).toEqual(["Go", "", "kept", "Partly"]);
});

test("an error of somebody else is told without its words, which may hold secrets", async () => {
  const { agent } = scripted([{ error: new Error("key sk-123 was refused") }]);

  const error = await rejection(agent.run("Go"));

  expect(error).toMatchObject({ code: "INTERNAL", cause: { message: "key sk-123 was refused" } });
  const { message, output } = error as AgentRunError;
  expect(message + JSON.stringify(output.toJSON({ events: true }))).not.toContain("sk-123");
});

test("an error that is printed does not bury its message under the transcript", async () => {
  const { agent } = scripted([fails("MODEL_QUOTA")]);

  const error = await rejection(agent.run("What a long question"));

  expect(inspect(error)).toContain("MODEL_QUOTA");
  expect(inspect(error)).not.toContain("What a long question");
});

test("the stream ends without a throw when the run fails", async () => {
  const { agent } = scripted([fails("MODEL_QUOTA")]);

  const stream = agent.runStream("Go");
  const names: string[] = [];
  for await (const event of stream) names.push(event.event);

  expect(names.at(-1)).toBe("RunError");
  await expect(stream.output).resolves.toMatchObject({ status: "ERROR" });
});

test("a failed run leaves a legal history behind", async () => {
  const model = new ScriptedModel([calls(call("echo", { text: "one" })), fails("MODEL_QUOTA"), "Better"]);
  const agent = new Agent({ model, tools: [echo] });
  await rejection(agent.run("First", { sessionId: "s" }));

  const output = await agent.run("Second", { sessionId: "s" });

  const asked = output.messages.map((message) => message.content);
  expect(asked).toEqual(["First", "", "one", "Second", "Better"]);
});

test("a run id that is taken rejects before anything is told", async () => {
  const { agent } = scripted(["Hello"]);
  await agent.run("Hi", { runId: "mine" });

  const stream = agent.runStream("Hi", { runId: "mine" });

  await expect(stream.output).rejects.toMatchObject({ code: "RUN_EXISTS" });
  await expect(stream.next()).rejects.toMatchObject({ code: "RUN_EXISTS" });
  await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
  await expect(agent.run("Hi", { runId: "mine" })).rejects.toMatchObject({ code: "RUN_EXISTS" });
});
