import { expect, test } from "vitest";
import { ConfigError, DefinableError, InputError, isDefinableError, ModelError, ToolError } from "../src/index.ts";

test("an error takes status, fault and whether to retry from its code", () => {
  const error = new ModelError("MODEL_RATE_LIMITED", "Too many requests.");

  expect(error).toMatchObject({ code: "MODEL_RATE_LIMITED", status: 429, fault: "model", retryable: true });
  expect(error.message).toBe("Too many requests.");
  expect(error).toBeInstanceOf(Error);
});

test("whoever throws it may know better whether a retry helps, and when", () => {
  const error = new ModelError("MODEL_OVERLOADED", "Down for today.", { retryable: false, retryAfterMs: 5 });

  expect(error).toMatchObject({ retryable: false, retryAfterMs: 5 });
  expect(new ModelError("MODEL_OVERLOADED", "Down.").retryAfterMs).toBeUndefined();
});

test.each([
  [new ConfigError("INVALID_CONFIG", "x"), "ConfigError"],
  [new InputError("INVALID_INPUT", "x"), "InputError"],
  [new ToolError("TOOL_FAILED", "x"), "ToolError"],
  [new DefinableError("INTERNAL", "x"), "DefinableError"],
])("%s is named after its class", (error, name) => {
  expect(error.name).toBe(name);
});

test("the cause is kept, and is in no JSON", () => {
  const cause = new Error("key sk-123 was refused");
  const error = new ModelError("MODEL_AUTHENTICATION", "The vendor refused the key.", { cause });

  expect(error.cause).toBe(cause);
  expect(JSON.stringify(error)).not.toContain("sk-123");
  expect(new ModelError("MODEL_QUOTA", "x")).not.toHaveProperty("cause");
});

test("isDefinableError knows errors of another copy of the package by their brand", () => {
  const foreign = Object.assign(new Error("x"), { [Symbol.for("definable.error")]: true });

  expect(isDefinableError(new InputError("NOT_FOUND", "x"))).toBe(true);
  expect(isDefinableError(foreign)).toBe(true);
  for (const other of [new Error("x"), null, undefined, "INVALID_INPUT", { code: "INVALID_INPUT" }]) {
    expect(isDefinableError(other)).toBe(false);
  }
});
