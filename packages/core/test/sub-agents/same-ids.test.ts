import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { family, spawn } from "../support/family.ts";
import { notebook } from "../support/tools.ts";

/** A run that waits with a call of its own and with one of its sub-agent, which have the same id. */
async function waiting() {
  const { write, notes } = notebook();
  const model = family([calls(spawn("note", "c1"), call("write", { text: "mine" }, "c2")), "Done"], {
    note: [calls(call("write", { text: "theirs" }, "c2")), "written"],
  });
  const agent = new Agent({ model, subAgents: true, tools: [write] });
  const paused = await agent.run("Go");
  const asked = (text: string) =>
    paused.requirements.find(({ toolExecution }) => toolExecution.toolArgs["text"] === text)?.id ?? "";
  return { agent, notes, paused, asked };
}

test("an answer to the one is none to the other", async () => {
  const { agent, notes, paused, asked } = await waiting();
  expect(paused.requirements).toHaveLength(2);

  const half = await agent.continueRun(paused, { decisions: [{ requirementId: asked("theirs"), action: "confirm" }] });

  expect(notes).toEqual(["theirs"]);
  expect(half.requirements).toMatchObject([{ toolExecution: { toolArgs: { text: "mine" } } }]);
  expect(half.requirements.map(({ id }) => id)).toEqual([asked("mine")]);
});

test("each is carried out as it was decided", async () => {
  const { agent, notes, paused, asked } = await waiting();

  const output = await agent.continueRun(paused, {
    decisions: [
      { requirementId: asked("theirs"), action: "confirm" },
      { requirementId: asked("mine"), action: "reject" },
    ],
  });

  expect(notes).toEqual(["theirs"]);
  expect(output.tools.map(({ status }) => status)).toEqual(["completed", "denied"]);
});
