import { expect, test } from "vitest";
import { z } from "zod";
import { isTool, tool } from "../src/index.ts";

const getWeather = tool({
  name: "get_weather",
  description: "Current weather in a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `Sunny in ${city}.`,
});

test("a tool carries its name, description and the schema that the model sees", () => {
  expect(getWeather).toMatchObject({ name: "get_weather", description: "Current weather in a city." });
  expect(getWeather.parameters).toEqual({
    type: "object",
    properties: { city: { type: "string" } },
    required: ["city"],
  });
});

test("a tool without options has every default", () => {
  expect(getWeather).toMatchObject({
    sequential: false,
    requiresConfirmation: false,
    stopAfterToolCall: false,
    timeoutMs: 120_000,
    effect: "once",
  });
});

test("a tool is frozen, down to its schema", () => {
  expect(Object.isFrozen(getWeather)).toBe(true);
  expect(() => Object.assign(getWeather, { name: "other" })).toThrow(TypeError);
  expect(() => Object.assign(getWeather.parameters["properties"] as object, { x: {} })).toThrow(TypeError);
});

test("a tool is known by its brand, also one of another copy of the package", () => {
  expect(isTool(getWeather)).toBe(true);
  expect(isTool({ "~tool": 1 })).toBe(true);
});

test.each([undefined, null, "get_weather", () => {}, { name: "get_weather" }])("%s is no tool", (value) => {
  expect(isTool(value)).toBe(false);
});

test("a tool keeps the options that it was given", () => {
  const needsPerson = ({ path }: { path: string }): boolean => path.startsWith("/etc");
  const remove = tool({
    name: "remove",
    description: "Removes a file.",
    inputSchema: z.object({ path: z.string() }),
    execute: () => "done",
    sequential: true,
    requiresConfirmation: needsPerson,
    stopAfterToolCall: true,
    timeoutMs: 0,
    effect: "idempotent",
    strict: true,
  });
  expect(remove).toMatchObject({
    sequential: true,
    requiresConfirmation: needsPerson,
    stopAfterToolCall: true,
    timeoutMs: 0,
    effect: "idempotent",
    strict: true,
  });
});

test("an option that is undefined has its default", () => {
  const quiet = tool({
    name: "quiet",
    description: "Does nothing.",
    inputSchema: z.object({}),
    execute: () => undefined,
    timeoutMs: undefined,
    effect: undefined,
  });
  expect(quiet).toMatchObject({ timeoutMs: 120_000, effect: "once" });
});
