import { call, calls, says, ScriptedModel } from "@definable/testing";
import type { RunEvent } from "@definable/spec";
import { expect, test } from "vitest";
import { tool } from "../../src/index.ts";
import type { Agent } from "../../src/index.ts";
import { z } from "zod";
import { breaks, echo } from "../support/tools.ts";
import { scripted } from "../support/scripted.ts";
import { names, recorder, untouchable } from "./record.ts";

/** A recorded run: two calls, then an answer. */
async function recorded(): Promise<readonly RunEvent[]> {
  const script = [calls(call("echo", { text: "sun" }, "c1"), call("breaks", { text: "no" }, "c2")), "It is sunny."];
  const { agent } = scripted(script, { tools: [echo, breaks] });
  const events = recorder(agent);
  await agent.run("How is it?");
  return events;
}

/** An agent whose tools must not be called. */
function careful(): Agent {
  const refused = tool({
    name: "echo",
    description: "Never.",
    inputSchema: z.object({ text: z.string() }),
    execute: () => {
      throw new Error("A replay must not come here.");
    },
  });
  return untouchable({ tools: [refused], instructions: "Be brief." });
}

test("another result changes what follows: the model is asked live from there on", async () => {
  const events = await recorded();
  const model = new ScriptedModel([says("It rains.")]);

  const replay = await careful().replay(events, { results: { c1: "rain" }, model });

  const changed = events.findIndex(({ event }) => event === "ToolCallCompleted");
  expect(replay.difference).toMatchObject({
    seq: events[changed]?.seq,
    expected: { event: "ToolCallCompleted", result: "sun" },
    found: { event: "ToolCallCompleted", result: "rain" },
  });
  expect(replay.events.slice(0, changed).map((event) => JSON.stringify(event))).toEqual(
    events.slice(0, changed).map((event) => JSON.stringify(event)),
  );
  expect(replay.output.content).toBe("It rains.");
  expect(model.requests).toHaveLength(1);
  expect(model.requests[0]?.instructions).toBe("Be brief.");
  expect(model.requests[0]?.messages.at(-2)).toMatchObject({ role: "tool", content: "rain" });
  expect(model.requests[0]?.messages.at(-1)).toMatchObject({ role: "tool", content: "no", isError: true });
});

test("without another model the agent's own is asked", async () => {
  const events = await recorded();
  const { agent, model } = scripted(["Mine."], { tools: [echo, breaks] });

  const replay = await agent.replay(events, { results: { c2: "yes" } });

  expect(replay.output.content).toBe("Mine.");
  expect(model.requests[0]?.messages.at(-1)).toEqual({
    role: "tool",
    toolCallId: "c2",
    toolName: "breaks",
    content: "yes",
  });
});

test("another reply changes what follows; what the record knows is not carried out again", async () => {
  const events = await recorded();
  const model = new ScriptedModel([calls(call("echo", { text: "sun" }), call("echo", { text: "moon" })), "Done"]);
  const toolCalls = [{ id: "n1", name: "breaks", arguments: '{"text":"no"}' }];

  const replay = await careful().replay(events, { replies: { 1: { toolCalls } }, model });

  expect(replay.output.tools.map(({ status, result }) => [status, result])).toEqual([
    ["failed", "no"],
    ["completed", "sun"],
    ["failed", expect.stringContaining('its record has no result of "echo" with these arguments')],
  ]);
  expect(replay.output.content).toBe("Done");
});

test("a tool that was given for it is carried out live", async () => {
  const events = await recorded();
  const model = new ScriptedModel([calls(call("echo", { text: "moon" })), "Done"]);

  const replay = await careful().replay(events, { results: { c1: "rain" }, model, tools: [echo] });

  expect(replay.output.tools.at(-1)).toMatchObject({ status: "completed", result: "moon" });
});

test("other instructions ask the model live from its first call on", async () => {
  const events = await recorded();
  const model = new ScriptedModel(["Short."]);

  const replay = await careful().replay(events, { instructions: "Be shorter.", model });

  expect(replay.output.content).toBe("Short.");
  expect(model.requests[0]).toMatchObject({ instructions: "Be shorter." });
  expect(model.requests[0]?.tools.map(({ name }) => name)).toEqual(["echo"]);
});

test("a replay that departs without a change says where, and ends", async () => {
  const events = await recorded();

  const replay = await untouchable({ maxToolRounds: 0 }).replay(events);

  expect(replay.difference).toMatchObject({ expected: { event: "ModelCallCompleted" } });
  expect(replay.output.status).toBe("CANCELLED");
});

test("what is no record is refused in words", async () => {
  const { agent } = scripted(["Hello"], { tools: [echo, breaks] });
  const events = await recorded();

  await expect(agent.replay("{")).rejects.toThrow(/not JSON/);
  await expect(agent.replay([])).rejects.toThrow(/holds no events/);
  await expect(agent.replay(events.slice(1))).rejects.toThrow(/RunStarted/);
  await expect(agent.replay(events.toSpliced(3, 1))).rejects.toThrow(/event 5 stands where another is missing/);
  await expect(agent.replay(events.slice(0, -1))).rejects.toThrow(/the end of its segment is missing/);
  await expect(agent.replay(events, { results: { c9: "x" } })).rejects.toThrow(/call "c9". It has: c1, c2|c2, c1/);
  await expect(agent.replay(events, { speed: 2 } as never)).rejects.toThrow(/no change "speed"/);
});

test("a replay leaves no trace in the agent", async () => {
  const events = await recorded();
  const { agent } = scripted(["Hello"], { tools: [echo, breaks] });
  const heard = recorder(agent);

  const { output } = await agent.replay(events);

  expect(names(heard)).toEqual([]);
  expect(await agent.getRun(output.runId)).toBeUndefined();
});
