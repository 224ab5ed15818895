import { call, calls, hangs } from "@definable/testing";
import { expect, test } from "vitest";
import { MemoryStore, toolkit } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo, waiter } from "../support/tools.ts";

test("close cancels what runs and waits for its end", async () => {
  const { agent } = scripted(() => hangs());
  const streams = [agent.runStream("One"), agent.runStream("Two")];
  const ended: string[] = [];
  agent.events.on("RunCancelled", async ({ reason }) => {
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(reason);
  });

  await agent.close();

  expect(ended).toEqual(["The agent was closed", "The agent was closed"]);
  for (const stream of streams) expect((await stream.output).status).toBe("CANCELLED");
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
