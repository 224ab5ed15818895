import { call, calls, collect } from "@definable/testing";
import { expect, test } from "vitest";
import {
  CancellationToken,
  EventBus,
  RunCompletedEvent,
  RunPausedEvent,
  ToolCallStartedEvent,
} from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

test("a handler hears the events of its name, of every run of the agent", async () => {
  const { agent } = scripted(["One", "Two"]);
  const heard: string[] = [];
  agent.events.on("RunCompleted", (event) => void heard.push(event.content));

  await agent.run("First");
  await agent.runStream("Second").output;

  expect(heard).toEqual(["One", "Two"]);
});

test("a handler may be filed under the constant of the type", async () => {
  const { agent } = scripted([calls(call("echo", { text: "one" })), "Done"], { tools: [echo] });
  const heard: string[] = [];
  agent.events.on(ToolCallStartedEvent, (event) => void heard.push(event.toolName));
  agent.events.on(RunCompletedEvent, (event) => void heard.push(event.content));

  await agent.run("Go");

  expect(heard).toEqual(["echo", "Done"]);
});

test('"*" hears everything, as the stream tells it', async () => {
  const { agent } = scripted([calls(call("echo", { text: "one" })), "Done"], { tools: [echo] });
  const heard: unknown[] = [];
  agent.events.on("*", (event) => void heard.push(event));

  const { events } = await collect(agent.runStream("Go"));

  expect(heard).toEqual(events);
});

test("handlers are called in the order they came, those of the name before those of all", async () => {
  const { agent } = scripted(["Hello"]);
  const heard: string[] = [];
  agent.events.on("*", (event) => event.event === "RunStarted" && heard.push("all"));
  agent.events.on("RunStarted", () => heard.push("first"));
  agent.events.on("RunStarted", () => heard.push("second"));

  await agent.run("Hi");

  expect(heard).toEqual(["first", "second", "all"]);
});

test("on returns what removes the handler, once it is called", async () => {
  const { agent } = scripted(["One", "Two"]);
  const heard: string[] = [];
  const remove = agent.events.on("RunCompleted", (event) => void heard.push(event.content));
  await agent.run("First");

  remove();
  remove();
  await agent.run("Second");

  expect(heard).toEqual(["One"]);
  expect(agent.events.isSilent).toBe(true);
});

test("a handler that is added twice is called twice, and each remover takes one away", async () => {
  const { agent } = scripted(["One", "Two", "Three"]);
  const heard: string[] = [];
  const handler = ({ content }: { readonly content: string }): void => void heard.push(content);
  const remove = agent.events.on("RunCompleted", handler);
  agent.events.on("RunCompleted", handler);
  await agent.run("First");

  remove();
  remove();
  await agent.run("Second");
  agent.events.off("RunCompleted", handler);
  await agent.run("Third");

  expect(heard).toEqual(["One", "One", "Two"]);
});

test("off removes a handler by its name or type", async () => {
  const { agent } = scripted(["One"]);
  const heard: unknown[] = [];
  const handler = (event: unknown): void => void heard.push(event);
  agent.events.on("RunCompleted", handler);
  agent.events.on("*", handler);

  agent.events.off(RunCompletedEvent, handler);
  agent.events.off("*", handler);
  agent.events.off("RunStarted", handler);
  await agent.run("First");

  expect(heard).toEqual([]);
});

test("a handler that throws or rejects is logged and ignored, without what it said", async () => {
  const { agent, log } = scripted(["Hello"]);
  const heard: string[] = [];
  agent.events.on("RunStarted", () => {
    throw new TypeError("secret sk-1");
  });
  agent.events.on("RunStarted", async () => Promise.reject(new RangeError("secret sk-2")));
  agent.events.on("RunStarted", () => heard.push("still called"));

  const output = await agent.run("Hi", { runId: "r" });

  expect(output.content).toBe("Hello");
  expect(heard).toEqual(["still called"]);
  expect(log.lines).toEqual([
    "error A handler of RunStarted failed with TypeError (run r); the run goes on.",
    "error A handler of RunStarted failed with RangeError (run r); the run goes on.",
  ]);
});

test("asynchronous handlers are done before run settles", async () => {
  const { agent } = scripted(["Hello"]);
  const done: string[] = [];
  for (const name of ["RunStarted", "RunContent", "RunCompleted"] as const) {
    agent.events.on(name, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      done.push(name);
    });
  }

  await agent.run("Hi");

  expect(done.toSorted()).toEqual(["RunCompleted", "RunContent", "RunStarted"]);
});

test("asynchronous handlers are done before the next turn of the model", async () => {
  const { agent, model } = scripted([calls(call("echo", { text: "one" })), "Done"], { tools: [echo] });
  const asked: number[] = [];
  agent.events.on("ToolCallCompleted", async () => {
    await new Promise((resolve) => setImmediate(resolve));
    asked.push(model.callCount);
  });

  await agent.run("Go");

  expect(asked).toEqual([1]);
});

test("the terminal event reaches the reader after its handlers are done", async () => {
  const { agent } = scripted(["Hello"]);
  const order: string[] = [];
  agent.events.on("RunCompleted", async () => {
    await new Promise((resolve) => setImmediate(resolve));
    order.push("handler");
  });

  for await (const event of agent.runStream("Hi")) if (event.event === "RunCompleted") order.push("reader");

  expect(order).toEqual(["handler", "reader"]);
});

test("a handler of RunPaused may continue the run, and run settles after that", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write] });
  agent.events.on(RunPausedEvent, async ({ runId, requirements }) => {
    await agent.continueRun(runId, {
      decisions: requirements.map(({ id }) => ({ requirementId: id, action: "confirm" })),
    });
  });

  const paused = await agent.run("Go");

  expect(paused.status).toBe("PAUSED");
  expect(notes).toEqual(["one"]);
  expect((await agent.getRun(paused.runId))?.content).toBe("Done");
});

test("what a handler causes is told after what it heard, to everybody", async () => {
  const alone = echo.with({ name: "alone", sequential: true });
  const { agent } = scripted([calls(call("alone", { text: "a" }), call("alone", { text: "b" }))], { tools: [alone] });
  const cancellationToken = new CancellationToken();
  const heard: number[] = [];
  agent.events.on("*", (event) => void heard.push(event.seq));
  agent.events.on("ToolCallCompleted", () => cancellationToken.cancel());

  const { events } = await collect(agent.runStream("Go", { cancellationToken }));

  const inOrder = events.map((_, index) => index + 1);
  expect(heard).toEqual(inOrder);
  expect(events.map((event) => event.seq)).toEqual(inOrder);
});

test("a bus is silent until somebody listens", () => {
  const bus = new EventBus(new LogBook());
  expect(bus.isSilent).toBe(true);

  bus.on("RunStarted", () => undefined);

  expect(bus.isSilent).toBe(false);
});

test("a logger that fails does not break the run", async () => {
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: () => {
      throw new Error("The log is full.");
    },
  };
  const { agent } = scripted(["Done"], { logger });
  agent.events.on("*", () => {
    throw new Error("a handler");
  });
  agent.events.on("RunStarted", () => Promise.reject(new Error("a slow handler")));

  const { events } = await collect(agent.runStream("Go"));

  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)?.event).toBe("RunCompleted");
});
