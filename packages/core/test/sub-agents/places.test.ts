import type { ModelRequest } from "@definable/spec";
import { call, calls, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { Agent, tool } from "../../src/index.ts";
import { family, spawn } from "../support/family.ts";
import { waiter } from "../support/tools.ts";

test("an agent that is a tool takes no place of the sub-agents that the model starts, and gives none free", async () => {
  const { wait, began, go } = waiter();
  const started: string[] = [];
  const clerk = new Agent({ model: new ScriptedModel(["Page 7"]), name: "clerk" });
  const model = family(
    [calls(spawn("a", "a"), spawn("b", "b"), call("clerk", { input: "Where?" }, "k")), "All done."],
    {
      a: [calls(call("wait", {})), "first"],
      b: ["second"],
    },
  );
  const agent = new Agent({
    model,
    subAgents: { maxConcurrent: 1 },
    tools: [wait, clerk.asTool({ description: "Looks." })],
  });
  agent.events.on("SubAgentSpawned", ({ stepId }) => started.push(stepId));
  const done = Promise.withResolvers<void>();
  agent.events.on("ToolCallCompleted", ({ tool: { toolCallId } }) => void (toolCallId === "k" && done.resolve()));

  const running = agent.run("Go");
  await Promise.all([began, done.promise]);
  expect(started).toEqual(["a", "k"]);
  go();

  expect((await running).tools.map(({ result }) => result)).toEqual(["first", "second", "Page 7"]);
});

test("a tool that only sub-agents have may have the name of one that they do not get", async () => {
  const look = (where: string) =>
    tool({ name: "look", description: "Looks.", inputSchema: z.object({}), execute: () => where });
  const model = family([calls(spawn("a", "a")), "Done"], {
    a: [calls(call("look", {})), ({ messages }: ModelRequest) => JSON.stringify(messages.at(-1)?.content)],
  });
  const subAgents = { inheritTools: false, tools: [look("with a glass")] };

  const output = await new Agent({ model, tools: [look("from afar")], subAgents }).run("Go");

  expect(output.tools[0]?.result).toBe('"with a glass"');
});
