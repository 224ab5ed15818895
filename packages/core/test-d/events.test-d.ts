import { expectTypeOf, test } from "vitest";
import { Agent, RunCompletedEvent, RunPausedEvent, ToolCallCompletedEvent } from "../src/index.ts";
import type { EventHandler, Requirement, RunEvent, RunEventName, RunEventOf } from "../src/index.ts";

const agent = new Agent({ model: "openai/gpt-4o" });

test("an event is narrowed by its name", () => {
  const look = (event: RunEvent): void => {
    if (event.event === "RunContent") expectTypeOf(event.content).toBeString();
    if (event.event === "ToolCallError") expectTypeOf(event.errorCode).toBeString();
    if (event.event === "RunPaused") expectTypeOf(event.requirements).toEqualTypeOf<readonly Requirement[]>();
    // @ts-expect-error not every event has content
    void event.content;
    expectTypeOf(event.seq).toBeNumber();
    expectTypeOf(event.runId).toBeString();
  };
  expectTypeOf(look).parameter(0).toEqualTypeOf<RunEvent>();
});

test("a switch over the names can be exhaustive", () => {
  const known = (name: RunEventName): boolean => name === "RunStarted";
  expectTypeOf(known).parameter(0).toEqualTypeOf<RunEvent["event"]>();
  expectTypeOf<Extract<RunEvent, { event: "RunStarted" }>>().toEqualTypeOf<RunEventOf<"RunStarted">>();
});

test("a stream gives events", () => {
  void (async () => {
    for await (const event of agent.runStream("Hi")) expectTypeOf(event).toEqualTypeOf<RunEvent>();
  });
});

test("a handler gets the event of the name it is filed under", () => {
  agent.events.on("RunCompleted", (event) => expectTypeOf(event).toEqualTypeOf<RunCompletedEvent>());
  agent.events.on("ToolCallCompleted", ({ result }) => expectTypeOf(result).toBeString());
  agent.events.on("*", (event) => expectTypeOf(event).toEqualTypeOf<RunEvent>());
  expectTypeOf(agent.events.on("RunStarted", () => undefined)).toEqualTypeOf<() => void>();
});

test("a constant is a name and a type", () => {
  agent.events.on(RunCompletedEvent, (event) => expectTypeOf(event).toEqualTypeOf<RunEventOf<"RunCompleted">>());
  agent.events.on(RunPausedEvent, async ({ requirements }) => void requirements.length);
  const handler: EventHandler<"ToolCallCompleted"> = (event) =>
    expectTypeOf(event).toEqualTypeOf<ToolCallCompletedEvent>();
  agent.events.on(ToolCallCompletedEvent, handler);
  agent.events.off(ToolCallCompletedEvent, handler);
});

test("what is no event or does not fit does not compile", () => {
  // @ts-expect-error there is no such event
  agent.events.on("RunFinished", () => undefined);
  // @ts-expect-error RunStarted has no content
  agent.events.on("RunStarted", ({ content }) => content);
  const handler: EventHandler<"RunError"> = () => undefined;
  // @ts-expect-error the handler wants another event
  agent.events.on("RunStarted", handler);
});
