import { Agent, tool } from "@definable/core";
import { call, calls, fails, says, ScriptedModel, tokens } from "@definable/testing";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { answer } from "../src/answer.ts";
import { approve } from "../src/approve.ts";
import { watch } from "../src/watch.ts";

const send = tool({
  name: "send",
  description: "Sends a letter.",
  inputSchema: z.object({ to: z.string() }),
  requiresConfirmation: ({ to }) => to !== "me",
  execute: ({ to }) => `Sent to ${to}.`,
});

test("the example of docs/events.md prints the calls, the text and the tokens of a run", async () => {
  const script = [calls(call("send", { to: "me" })), { ...says(["It ", "is sent."]), usage: tokens(10, 5) }];
  const agent = new Agent({ model: new ScriptedModel(script), tools: [send] });
  const lines: unknown[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines.push(line));
  await watch(agent, "Write to me.").finally(() => log.mockRestore());

  expect(lines).toEqual(['send({"to":"me"})', "It ", "is sent.", "15 tokens"]);
});

test("the example of docs/errors.md says what a person should know", async () => {
  const ask = (model: ScriptedModel): Promise<string> => answer(new Agent({ model, maxRetries: 0 }), "Hello?");

  expect(await ask(new ScriptedModel(["Hi."]))).toBe("Hi.");
  expect(await ask(new ScriptedModel([fails("MODEL_OVERLOADED")]))).toBe("Please try again in a moment.");
  expect(await ask(new ScriptedModel([fails("MODEL_QUOTA")]))).toContain("MODEL_QUOTA");
});

test("the example of docs/architecture.md asks for each call that waits, and goes on", async () => {
  const asked: string[] = [];
  const script = [calls(call("send", { to: "Ada" }), call("send", { to: "Bob" })), says("Done.")];
  const agent = new Agent({ model: new ScriptedModel(script), tools: [send] });
  const output = await approve(agent, "Write to both.", (line) => asked.push(line) === 1);

  expect(asked).toEqual(['send {"to":"Ada"}', 'send {"to":"Bob"}']);
  expect(output.tools.map(({ status }) => status)).toEqual(["completed", "denied"]);
  expect(output.content).toBe("Done.");
});
