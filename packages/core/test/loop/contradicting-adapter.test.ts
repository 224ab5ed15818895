import { collect } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import type { Model, ModelListener, ModelReply } from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";

/** An agent whose model says something and then returns something. */
function agentOf(say: (listener: ModelListener) => void, reply: Partial<ModelReply>): Agent {
  const model: Model = {
    id: "odd",
    provider: "odd",
    respond: async (_request, listener) => {
      say(listener);
      return { content: "", toolCalls: [], finishReason: "stop", ...reply };
    },
  };
  return new Agent({ model, logger: new LogBook() });
}

test("a text that follows the thinking only in the reply is told", async () => {
  const agent = agentOf((listener) => void listener.reasoning("hm"), { content: "ANSWER" });

  const output = await agent.run("Go");

  expect(output.content).toBe("ANSWER");
  expect(output.reasoningContent).toBe("hm");
});

test("the rest of a text that was streamed in part is told", async () => {
  const agent = agentOf((listener) => void listener.text("he"), { content: "hello" });

  const { events, output } = await collect(agent.runStream("Go"));

  expect(events.flatMap((event) => (event.event === "RunContent" ? [event.content] : []))).toEqual(["he", "llo"]);
  expect(output.content).toBe("hello");
});

test("a reply that contradicts what was streamed fails, and what was heard stays", async () => {
  const agent = agentOf((listener) => void listener.text("yes"), { content: "no" });

  const { output } = await collect(agent.runStream("Go"));

  expect(output).toMatchObject({ status: "ERROR", errorCode: "MODEL_BAD_REPLY", content: "yes" });
});

test("thinking that comes only with the reply is told like any other", async () => {
  const agent = agentOf(() => undefined, { content: "Yes.", reasoning: [{ text: "I thought." }] });

  const { events, output } = await collect(agent.runStream("Go"));

  expect(output.reasoningContent).toBe("I thought.");
  expect(events.map((event) => event.event)).toContain("ReasoningCompleted");
});
