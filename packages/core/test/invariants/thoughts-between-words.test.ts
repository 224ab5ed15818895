import { assertEventStream, collect } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import type { Model } from "../../src/index.ts";

/** Thinks, speaks, thinks again: as some vendors do. */
const thinker: Model = {
  id: "thinker",
  provider: "tests",
  respond: async (_request, listener) => {
    await listener.reasoning("Hm.");
    await listener.text("So. ");
    await listener.reasoning("Well.");
    await listener.text("Yes.");
    return { content: "So. Yes.", toolCalls: [], finishReason: "stop" };
  },
};

test("thoughts between words are steps of their own", async () => {
  const { events, output } = await collect(new Agent({ model: thinker }).runStream("Go"));

  assertEventStream(events, { output });
  const thoughts = events.flatMap((event) => (event.event === "ReasoningCompleted" ? [event.reasoningContent] : []));
  expect(thoughts).toEqual(["Hm.", "Well."]);
});
