import fc from "fast-check";
import { expect, test } from "vitest";
import { readEvents } from "../src/page/sse.js";

function bodyOf(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  const pieces = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

const read = async (text: string, cuts: readonly number[] = []) => {
  const events = [];
  for await (const event of readEvents(bodyOf(new TextEncoder().encode(text), cuts))) events.push(event);
  return events;
};

const STREAM =
  ': heartbeat\n\nevent: RunContent\nid: a-1\ndata: {"content":"héllo 🌍"}\n\nid: a-2\ndata: one\ndata: two\n\nevent: Empty\n\n';
const EVENTS = [
  { event: "RunContent", id: "a-1", data: '{"content":"héllo 🌍"}' },
  { event: "message", id: "a-2", data: "one\ntwo" },
];

test("events are read, comments and events without data are not", async () => {
  expect(await read(STREAM)).toEqual(EVENTS);
});

test("it does not matter where the stream is cut or how its lines end", async () => {
  const ends = fc.constantFrom("\n", "\r\n", "\r");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), ends, async (cuts, end) => {
      expect(await read(STREAM.replaceAll("\n", end), cuts)).toEqual(EVENTS);
    }),
    { numRuns: 1_000 },
  );
});

test("an event that the connection cut off is not given", async () => {
  expect(await read(STREAM.slice(0, -30))).toEqual(EVENTS.slice(0, 1));
});
