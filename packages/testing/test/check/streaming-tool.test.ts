import type { RunEvent, RunEventMap } from "@definable/spec";
import { expect, it } from "vitest";
import { assertEventStream } from "@definable/testing";
import { renumber } from "./event-list.ts";
import { completedRun } from "./good-runs.ts";

type Chunk = Pick<RunEventMap["ToolContent"], "chunk" | "chunkIndex" | "isFinal">;

/** The good run, whose successful tool says its result "24" in chunks. */
function runWith(chunks: readonly Chunk[]): RunEvent[] {
  return renumber(
    completedRun().events.flatMap((event): RunEvent[] => {
      if (event.event !== "ToolCallCompleted") return [event];
      const { result: _result, content: _content, ...step } = event;
      return [...chunks.map((chunk): RunEvent => ({ ...step, event: "ToolContent", ...chunk })), event];
    }),
  );
}

const first: Chunk = { chunk: "2", chunkIndex: 0, isFinal: false };
const last: Chunk = { chunk: "4", chunkIndex: 1, isFinal: true };

it("a tool that streams its result passes", () => {
  expect(() => assertEventStream(runWith([first, last]))).not.toThrow();
});

it.each<[string, Chunk[], RegExp]>([
  ["a dropped chunk", [last], /expected chunk 0.*found 1/],
  ["a chunk after the final one", [first, last, { ...last, chunkIndex: 2 }], /none after the final one/],
  ["chunks that are not the result", [first, { ...last, chunk: "5" }], /joined deltas "25", found "24"/],
])("%s is caught", (_title, chunks, words) => {
  expect(() => assertEventStream(runWith(chunks))).toThrow(words);
});
