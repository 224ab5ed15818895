import type { RunEvent, RunOutputData } from "@definable/spec";
import { expect, it } from "vitest";
import { collect } from "@definable/testing";
import { completedRun } from "./check/good-runs.ts";

it("collect reads a stream to its end and waits for its output", async () => {
  const { events, output } = completedRun();
  const stream: AsyncIterable<RunEvent> & { output: Promise<RunOutputData> } = {
    output: Promise.resolve(output),
    async *[Symbol.asyncIterator]() {
      yield* events;
    },
  };
  expect(await collect(stream)).toEqual({ events, output });
});
