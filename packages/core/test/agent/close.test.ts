import { call, calls, hangs } from "@definable/testing";
import { expect, test } from "vitest";
import { MemoryStore, toolkit } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo, waiter } from "../support/tools.ts";

test("close cancels what runs and waits until that is stored", async () => {
  const { agent } = scripted(() => hangs());
  const streams = [agent.runStream("One", { runId: "one" }), agent.runStream("Two", { runId: "two" })];

  await agent.close();

  for (const runId of ["one", "two"]) expect((await agent.getRun(runId))?.status).toBe("CANCELLED");
  for (const stream of streams) {
    const { events } = await stream.output;
    expect(events.at(-1)).toMatchObject({ event: "RunCancelled", reason: "The agent was closed" });
  }
});

test("a handler may close the agent and wait for it", async () => {
  const { agent } = scripted(["Hello"]);
  const done: string[] = [];
  agent.events.on("RunCompleted", async () => {
    await agent.close();
    done.push("closed");
  });

  await agent.run("Hi");

  expect(done).toEqual(["closed"]);
});

test("toolkits are closed after the runs that use them", async () => {
  const order: string[] = [];
  const slow = waiter();
  const kit = toolkit({
    name: "kit",
    tools: [slow.wait],
    initialize: () => undefined,
    close: () => void order.push("closed"),
  });
  const { agent } = scripted([calls(call("wait"))], { toolkits: [kit] });
  agent.events.on("RunCancelled", () => void order.push("cancelled"));
  const stream = agent.runStream("Go");
  await slow.began;

  await agent.close();

  expect(order).toEqual(["cancelled", "closed"]);
  expect((await stream.output).status).toBe("CANCELLED");
});

test("a store that was given stays open", async () => {
  const store = new MemoryStore();
  const { agent } = scripted(["Hello"], { store });
  await agent.run("Hi", { sessionId: "s" });

  await agent.close();

  expect(store.sessions.read({ sessionId: "s" }).messages).toHaveLength(2);
});

test("await using closes the agent at the end of the block", async () => {
  const lines: string[] = [];
  const kit = toolkit({
    name: "kit",
    tools: [echo],
    initialize: () => undefined,
    close: () => void lines.push("closed"),
  });
  {
    await using agent = scripted(["Hello"], { toolkits: [kit] }).agent;
    await agent.run("Hi");
  }
  expect(lines).toEqual(["closed"]);
});

test("closing an agent that did nothing does nothing", async () => {
  await expect(scripted([]).agent.close()).resolves.toBeUndefined();
});
