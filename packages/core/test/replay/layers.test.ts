import { call, calls, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { Agent, tool } from "../../src/index.ts";
import type { AgentOptions, RunOutput } from "../../src/index.ts";
import { KeywordKnowledge } from "../layers/keyword-knowledge.ts";
import { NotesMemory } from "../layers/notes-memory.ts";
import { echo, notebook } from "../support/tools.ts";

const long = tool({
  name: "long",
  description: "Says much.",
  inputSchema: z.object({}),
  execute: () => "word ".repeat(500),
});

/** Asks for a long result, pauses, asks for another one, for which both are shortened, and ends. */
async function shortened(): Promise<{ readonly agent: Agent; readonly segments: readonly RunOutput[] }> {
  const { write } = notebook();
  const script = [
    calls(call("long", {}, "l1")),
    calls(call("write", { text: "x" }, "w")),
    calls(call("long", {}, "l2")),
    calls(call("echo", { text: "1" }, "e")),
    "Done",
  ];
  const compression: AgentOptions["compression"] = {
    toolResultsLimit: 2,
    model: new ScriptedModel(["short", "short"]),
  };
  const agent = new Agent({ model: new ScriptedModel(script), tools: [long, write, echo], compression });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();
  return { agent, segments: [paused, await agent.continueRun(paused)] };
}

test("a run whose results were shortened is replayed to the byte", async () => {
  const { agent, segments } = await shortened();

  const { output, difference } = await agent.replay(segments.flatMap(({ events }) => events));

  expect(difference).toBeUndefined();
  expect(JSON.stringify(output)).toBe(JSON.stringify(segments.at(-1)));
});

test("with a change, the model reads the shortened results, also those from before a pause", async () => {
  const { agent, segments } = await shortened();
  const model = new ScriptedModel(["Other"]);

  const { output } = await agent.replay(
    segments.flatMap(({ events }) => events),
    { model, results: { e: "2" } },
  );

  expect(output.content).toBe("Other");
  const results = model.requests[0]?.messages.flatMap(({ role, content }) => (role === "tool" ? [content] : []));
  expect(results).toEqual(["short", "wrote x", "short", "2"]);
});

test("a run with memory, knowledge and a summary is replayed to the byte", async () => {
  const agent = new Agent({
    model: new ScriptedModel(["One", "Two"]),
    memory: new NotesMemory(),
    knowledge: new KeywordKnowledge({ tea: "People like tea." }),
    summary: { model: new ScriptedModel(["Sum", "Sum"]), everyMessages: 2, keepLast: 1 },
    sessionId: "s",
  });
  await agent.run("I like tea");
  const recorded = await agent.run("What do I like?");

  const { output, difference } = await agent.replay(recorded);

  expect(difference).toBeUndefined();
  expect(JSON.stringify(output)).toBe(JSON.stringify(recorded));
});
