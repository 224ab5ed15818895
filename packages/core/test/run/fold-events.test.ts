import type { RunEvent, RunOutputData } from "@definable/spec";
import { call, calls, fails, says, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { foldEvents } from "../../src/index.ts";
import { foldSegment } from "../../src/run/fold-segment.ts";
import type { RunOutput } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const json = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** The output as JSON, without the version that only its own JSON has. */
function dataOf(output: RunOutput): RunOutputData {
  const { v: _version, ...data } = json(output.toJSON());
  return data;
}

/** The events of a run with a bit of everything, as they come from storage. */
async function stored(): Promise<{ readonly events: RunEvent[]; readonly output: RunOutput }> {
  const first = says(["Let ", "me see."], { toolCalls: [call("echo", { text: "one" })], usage: tokens(3, 2) });
  const { agent } = scripted([first, says("Done", { reasoning: "Hm", usage: tokens(5, 1) })], { tools: [echo] });
  const output = await agent.run("Go", { userId: "ada", sessionId: "s", metadata: { from: "test" } });
  return { events: json([...output.events]), output };
}

test("the JSON of the events gives the output back", async () => {
  const { events, output } = await stored();

  expect(json(foldSegment(events))).toEqual(dataOf(output));
});

test("the events of a failed run give its output back", async () => {
  const { agent } = scripted([fails("MODEL_QUOTA", { text: "Partly", afterDeltas: 1 })]);
  const output = await agent.runStream("Go").output;

  expect(json(foldSegment(json([...output.events])))).toEqual(dataOf(output));
});

test("the events of a continuation give its output back, from the one that paused", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();
  const output = await agent.continueRun(paused);

  const before = json(foldSegment(json([...paused.events])));
  expect(before).toMatchObject({ status: "PAUSED", tools: [{ status: "waiting" }] });
  expect(json(foldSegment(json([...output.events]), before))).toEqual(dataOf(output));
});

test.each(["RunContent", "ToolCallStarted", "ToolCallCompleted", "ModelCallCompleted", "RunCompleted"])(
  "a missing %s is noticed",
  async (name) => {
    const { events } = await stored();
    const at = events.findIndex((event) => event.event === name);

    expect(() => foldSegment(events.toSpliced(at, 1))).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
  },
);

test.each(["RunContent", "ToolCallCompleted"])("a missing %s is noticed also when nobody left a gap", async (name) => {
  const { events } = await stored();
  const at = events.findIndex((event) => event.event === name);
  const closed = events.toSpliced(at, 1).map((event, index) => ({ ...event, seq: index + 1 }));

  expect(() => foldSegment(closed)).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});

test("no events are no run", () => {
  expect(() => foldSegment([])).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});

test("foldEvents does the same for whoever has the events only", async () => {
  const { agent } = scripted(["Hi."]);
  const output = await agent.run("Hello");

  expect(json(await foldEvents(json([...output.events])))).toEqual(dataOf(output));
  await expect(foldEvents([])).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
