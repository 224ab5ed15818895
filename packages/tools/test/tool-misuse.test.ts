import { isDefinableError } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool } from "../src/index.ts";

const good = {
  name: "search",
  description: "Searches.",
  inputSchema: z.object({ query: z.string() }),
  execute: () => "found",
};

/** Plain JavaScript sees no types, so neither do these tests. */
const make = tool as (options: unknown) => unknown;

function failure(options: unknown): { code: string; message: string } {
  try {
    make(options);
  } catch (error) {
    if (isDefinableError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("tool() did not complain");
}

test.each([[""], ["get weather"], ["größe"], ["a.b"], ["x".repeat(65)], [7], [undefined]])(
  "the name %j is refused",
  (name) => {
    const { code, message } = failure({ ...good, name });
    expect(code).toBe("INVALID_TOOL");
    expect(message).toMatch(/A tool cannot be named .* 1 to 64 letters, digits, "_" and "-"/);
  },
);

test.each([[undefined], [""], ["  \n"], [42]])("the description %j is refused", (description) => {
  expect(failure({ ...good, description })).toEqual({
    code: "INVALID_TOOL",
    message:
      'Tool "search" has no description. Say in a sentence what it does and when to use it: the model chooses by it.',
  });
});

test.each([[undefined], ["run"], [{}]])("an execute of %j is refused", (execute) => {
  const { code, message } = failure({ ...good, execute });
  expect(code).toBe("INVALID_TOOL");
  expect(message).toMatch(/Tool "search" has an execute of type \w+\. Give a function/);
});

test.each([
  ["desciption", "description"],
  ["timeout", "timeoutMs"],
  ["requireConfirmation", "requiresConfirmation"],
  ["parameters", "inputSchema"],
  ["handler", "execute"],
  ["Sequential", "sequential"],
])("the unknown option %s is refused with the hint %s", (option, meant) => {
  expect(failure({ ...good, [option]: true })).toEqual({
    code: "INVALID_CONFIG",
    message: `Tool "search" has an unknown option ${option}. Did you mean ${meant}?`,
  });
});

test("an unknown option that resembles nothing gets the list", () => {
  const { message } = failure({ ...good, colour: "red" });
  expect(message).toMatch(
    /unknown option colour\. Known are: name, description, inputSchema, execute, externalExecution, sequential/,
  );
});

test.each([
  ["sequential", "yes", "true or false"],
  ["requiresConfirmation", 1, "true, false or a function of the input"],
  ["stopAfterToolCall", null, "true or false"],
  ["timeoutMs", Number.NaN, "a number of milliseconds from 0 (never) to 2147483647"],
  ["timeoutMs", 2 ** 31, "a number of milliseconds from 0 (never) to 2147483647"],
  ["timeoutMs", "5s", "a number of milliseconds from 0 (never) to 2147483647"],
  ["effect", "twice", '"read", "idempotent" or "once"'],
  ["strict", "no", "true or false"],
])("%s: %j is refused", (option, value, expected) => {
  const { code, message } = failure({ ...good, [option]: value });
  expect(code).toBe("INVALID_CONFIG");
  expect(message).toContain(`Tool "search" has ${option}: `);
  expect(message).toContain(`It must be ${expected}.`);
});

test.each(["showResult", "concurrencyKey", "instructions", "preHook", "postHook", "hooks", "cache"])(
  "the option %s says that it is not built yet",
  (option) => {
    expect(failure({ ...good, [option]: true })).toEqual({
      code: "NOT_YET",
      message: `Tool "search" has the option ${option}, which is not built yet. Leave it out.`,
    });
  },
);

test("options that are no object are refused", () => {
  expect(failure(undefined).message).toBe("tool() was given nothing in place of options.");
  expect(failure(() => {}).message).toMatch(/written @tool\(\{ \.\.\. \}\), with options/);
});
