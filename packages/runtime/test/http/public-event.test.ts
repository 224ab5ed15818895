import { Agent } from "@definable/core";
import type { RunEventOf } from "@definable/spec";
import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { eventJson } from "../../src/http/sse/public-event.ts";

/** The last event of a real run, as its observers see it. */
async function completed(): Promise<RunEventOf<"RunCompleted">> {
  const agent = new Agent({ model: new ScriptedModel(["Hello"]) });
  const events: RunEventOf<"RunCompleted">[] = [];
  agent.events.on("RunCompleted", (event) => events.push(event));
  await agent.run("Hi");
  const [event] = events;
  if (event === undefined) throw new Error("The run did not complete");
  return event;
}

test("given a RunCompleted, when it leaves the process, then state, thinking messages and the output object stay", async () => {
  const event = await completed();
  const secret = { sessionState: { a: "canary" }, reasoningMessages: [{ role: "user", content: "canary" } as const] };

  const json = eventJson({ ...event, ...secret, output: event.output });

  expect(json).not.toContain("canary");
  expect(Object.keys(JSON.parse(json))).not.toContain("output");
});

test("given a RunCompleted, when compared with the public output, then both tell the same", async () => {
  const event = await completed();

  const { v: _version, createdAt: _began, ...output } = JSON.parse(JSON.stringify(event.output?.toPublicJSON()));

  expect(JSON.parse(eventJson(event))).toMatchObject(output);
});
