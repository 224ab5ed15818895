import type { RunEvent } from "@definable/spec";
import { call, calls, collect, says, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

const pieces = Array.from({ length: 300 }, (_, index) => `${index} `);

/** Resolves when everything that can happen without us has happened. */
const standstill = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("past 64 unread events the run waits for its reader", async () => {
  const { agent } = scripted([says(pieces)]);
  const told: RunEvent[] = [];
  agent.events.on("*", (event) => void told.push(event));

  agent.runStream("Go");
  await standstill();

  expect(told).toHaveLength(65);
});

test("each event that is read lets the run go on by one", async () => {
  const { agent } = scripted([says(pieces)]);
  let told = 0;
  agent.events.on("*", () => void (told += 1));
  const stream = agent.runStream("Go");
  await standstill();

  for (let read = 1; read <= 100; read += 1) {
    await stream.next();
    await standstill();
    expect(told).toBe(65 + read);
  }
});

test("asking for the output lets an unread run go on", async () => {
  const { agent } = scripted([says(pieces)]);
  const stream = agent.runStream("Go");
  await standstill();

  const output = await stream.output;

  expect(output.content).toBe(pieces.join(""));
  const { events } = await collect(stream);
  expect(events).toHaveLength(output.events.length);
});

test("a slow reader gets everything, in order", async () => {
  const { agent } = scripted([says(pieces)]);
  let content = "";

  for await (const event of agent.runStream("Go")) {
    if (event.event === "RunContent") content += event.content;
    if (event.seq % 50 === 0) await standstill();
  }

  expect(content).toBe(pieces.join(""));
});

test("a run that is behind asks the model nothing more", async () => {
  const model = new ScriptedModel(() => calls(call("echo", { text: "x" })));
  const agent = new Agent({ model, tools: [echo], maxToolRounds: 200 });

  agent.runStream("Go");
  await standstill();

  expect(model.callCount).toBeLessThan(20);
});

test("run waits for nobody", async () => {
  const { agent } = scripted([says(pieces)]);

  const output = await agent.run("Go");

  expect(output.content).toBe(pieces.join(""));
});
