import type { RunEvent } from "@definable/spec";
import { expect, it } from "vitest";
import { assertEventStream } from "@definable/testing";
import { changed } from "./event-list.ts";
import { completedRun } from "./good-runs.ts";

const { events, output } = completedRun();

function withField(name: RunEvent["event"], field: string, property: PropertyDescriptor): RunEvent[] {
  return events.map((event) => {
    if (event.event !== name) return event;
    return Object.defineProperty({ ...event }, field, property);
  });
}

it("a field that is not enumerable stays in the process", () => {
  const live = { ...output, toJSON: () => output };
  assertEventStream(withField("RunCompleted", "output", { value: live, enumerable: false }), { output });
});

it("a field with its own JSON may be more in the process than outside", () => {
  const view = { length: 1, at: () => undefined, toJSON: () => undefined };
  assertEventStream(changed(events, "ModelCallStarted", { messages: view }), { output });
});

it("an event with its own JSON may keep its view of the messages to itself", () => {
  const event = events.find((candidate) => candidate.event === "ModelCallStarted");
  const { messages: _messages, ...shared } = { messages: [], ...event };
  const own = { messages: new Map(), toJSON: () => shared };
  assertEventStream(changed(events, "ModelCallStarted", own), { output });
});

it.each<[string, PropertyDescriptor, RegExp]>([
  ["a getter", { get: () => "24", enumerable: true }, /a getter at extra/],
  ["a class instance", { value: new Map(), enumerable: true }, /a Map at extra/],
  ["a hole in a list", { value: [undefined], enumerable: true }, /a hole at extra\[0\]/],
])("%s is caught", (_title, property, words) => {
  expect(() => assertEventStream(withField("RunContent", "extra", property))).toThrow(words);
});
