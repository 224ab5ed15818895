import { PHASE_NAMES } from "@definable/spec";
import { fails } from "@definable/testing";
import { expect, test } from "vitest";
import { registerProvider } from "../../src/index.ts";
import { Agent } from "../../src/agent.ts";
import { PHASES } from "../../src/phases/index.ts";
import { flow } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";

test("the phases stand in the order of their wire names", () => {
  expect(PHASES.map((phase) => phase.name)).toEqual(PHASE_NAMES);
});

test("a phase that fails tells its end with the error, and the later ones are not begun", async () => {
  const remove = registerProvider("broken", () => Promise.reject(new Error("key sk-123 was refused")));

  const { events } = await new Agent({ model: "broken/x" }).runStream("Hi").output;
  remove();

  expect(flow(events)).toEqual(["RunStarted", "PhaseStarted prepare", "PhaseCompleted prepare", "RunError"]);
  expect(events[2]).toMatchObject({ error: expect.stringContaining("not described here") });
  expect(JSON.stringify(events)).not.toContain("sk-123");
});

test("a phase says how long it took", async () => {
  let now = 0;
  const { agent } = scripted([fails("MODEL_QUOTA")], { now: () => now });
  agent.events.on("ModelCallStarted", () => void (now += 40));

  const { events } = await agent.runStream("Hi").output;

  const ends = events.filter((event) => event.event === "PhaseCompleted");
  expect(ends.map((event) => event.durationMs)).toEqual([0, 0, 40]);
});
