import { assertEventStream, call, calls, collect } from "@definable/testing";
import type { RunEvent } from "@definable/spec";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";

test.for([{ sessionId: "s" }, {}])("whoever hears of a pause may continue the run at once (%o)", async (options) => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "a" })), "Done."], { tools: [write] });
  const heard: RunEvent[] = [];
  agent.events.on("*", (event) => void heard.push(event));
  agent.events.on("RunPaused", ({ runId, requirements }) => {
    const decisions = requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }) as const);
    return agent.continueRun(runId, { decisions });
  });

  const { events, output } = await collect(agent.runStream("Go", options));

  expect(output.status).toBe("PAUSED");
  expect(notes).toEqual(["a"]);
  assertEventStream(events, { output });
  // Handlers are called in order, so they hear both segments as one run.
  assertEventStream(heard);
  expect((await agent.getRun(output.runId))?.content).toBe("Done.");
  expect(await agent.cancelRun(output.runId)).toBe(false);
});
