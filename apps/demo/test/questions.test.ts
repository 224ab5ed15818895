import { expect, test } from "vitest";
import { demoAgent } from "../src/demo-agent.ts";
import { offlineModel } from "../src/offline-model/offline-model.ts";
import { ask } from "./support/ask.ts";
import { demoFolders } from "./support/demo-folders.ts";
import { QUESTIONS } from "./support/questions.ts";

const now = () => new Date("2025-11-20T12:00:00Z");
const model = offlineModel({ pauseMs: 0 });

test("there are thirty questions: ten with two tools, five with none", () => {
  const counts = QUESTIONS.map(({ calls }) => calls.length);
  expect(counts).toHaveLength(30);
  expect(counts.filter((count) => count === 2)).toHaveLength(10);
  expect(counts.filter((count) => count === 0)).toHaveLength(5);
});

test.for(QUESTIONS)("$question", async ({ question, calls, answer }) => {
  await using folders = await demoFolders();
  const agent = demoAgent({ model, now, ...folders });

  const { output } = await ask(agent, question);

  expect(output.status).toBe("COMPLETED");
  expect(output.tools.map(({ toolName, toolArgs }) => ({ tool: toolName, arguments: toolArgs }))).toEqual(calls);
  for (const part of answer) expect(output.content).toContain(part);
});

test("two questions in one sentence are two calls that run at the same time", async () => {
  await using folders = await demoFolders();
  const agent = demoAgent({ model, now, ...folders });

  const { output, events } = await ask(agent, "what is 17.5% of 2,480, and what time is it in Tokyo?");

  const names = events.map(({ event }) => event);
  expect(names.filter((name) => name === "ToolCallStarted")).toHaveLength(2);
  expect(names.lastIndexOf("ToolCallStarted")).toBeLessThan(names.indexOf("ToolCallCompleted"));
  expect(output.content).toContain("17.5% of 2,480 = 434");
});

test("a note is only there after it was approved", async () => {
  await using folders = await demoFolders();
  const agent = demoAgent({ model, now, ...folders });

  const paused = await agent.run("Write a note called Groceries: buy milk, bread and butter");

  expect(paused.status).toBe("PAUSED");
  await expect(folders.note("groceries.md")).rejects.toThrow("ENOENT");
  for (const requirement of paused.requirements) requirement.confirm();
  const output = await agent.continueRun(paused);
  expect(output.status).toBe("COMPLETED");
  expect(await folders.note("groceries.md")).toBe("# Groceries\n\nbuy milk, bread and butter\n");
});

test("a note that is not approved is not written, and the answer says so", async () => {
  await using folders = await demoFolders();
  const agent = demoAgent({ model, now, ...folders });
  const paused = await agent.run("Write a note called Secret: the door code");

  for (const requirement of paused.requirements) requirement.reject("not here");
  const output = await agent.continueRun(paused);

  expect(output.content).toMatch(/^Not done: /);
  await expect(folders.note("secret.md")).rejects.toThrow("ENOENT");
});

test("a short question goes on from the one before it in the same session", async () => {
  await using folders = await demoFolders();
  const agent = demoAgent({ model, now, ...folders });
  await ask(agent, "What time is it in Tokyo?", "talk");

  const { output } = await ask(agent, "And in Paris?", "talk");

  expect(output.tools.map(({ toolArgs }) => toolArgs)).toEqual([{ place: "Paris" }]);
  expect(output.content).toContain("13:00:00");
});
