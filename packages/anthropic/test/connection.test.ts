import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ConfigError } from "@definable/spec";
import { Claude } from "../src/index.ts";
import type { ClaudeOptions } from "../src/index.ts";
import { ask, failureOf } from "./ask.ts";
import { fakeAnthropic, reply } from "./vendor.ts";

beforeEach(() => {
  for (const name of ["API_KEY", "BASE_URL", "AUTH_TOKEN", "CUSTOM_HEADERS"])
    vi.stubEnv(`ANTHROPIC_${name}`, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const KEY = "sk-ant-test-0123456789abcdef";

test("without a key and without another server, the first request says which variable to set", async () => {
  const error = await failureOf(new Claude({ id: "claude-opus-5-5" }));
  expect(error).toMatchObject({ name: "ConfigError", code: "MODEL_KEY_MISSING" });
  expect(error.message).toContain("ANTHROPIC_API_KEY");
});

test("a keyless server gets no Authorization header", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  await ask(new Claude({ baseURL: server.baseURL }));
  expect(server.requests[0]?.authorization).toBe("absent");
});

test("the option apiKey is sent, without the line break of the file it came from", async () => {
  await using server = await fakeAnthropic({ apiKey: KEY, script: [reply({ text: "ok" })] });
  await ask(new Claude({ baseURL: server.baseURL, apiKey: `${KEY}\n` }));
  expect(server.requests[0]?.authorization).toBe("valid");
});

test("key and server come from the environment, read at the first request", async () => {
  await using server = await fakeAnthropic({ apiKey: KEY, script: [reply({ text: "ok" })] });
  const model = new Claude({ id: "claude-opus-5-5" });
  vi.stubEnv("ANTHROPIC_BASE_URL", server.baseURL);
  vi.stubEnv("ANTHROPIC_API_KEY", KEY);
  await ask(model);
  expect(server.requests[0]?.authorization).toBe("valid");
  expect(model.price).toBeUndefined();
});

test("ANTHROPIC_BASE_URL alone is a keyless server", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  vi.stubEnv("ANTHROPIC_BASE_URL", server.baseURL);
  await ask(new Claude());
  expect(server.requests[0]?.authorization).toBe("absent");
});

test("Anthropic's key, token and headers are not given to another server", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  for (const name of ["API_KEY", "AUTH_TOKEN"]) vi.stubEnv(`ANTHROPIC_${name}`, KEY);
  vi.stubEnv("ANTHROPIC_CUSTOM_HEADERS", `X-Secret: ${KEY}\nX-Other: ${KEY}`);
  await ask(new Claude({ baseURL: server.baseURL }));
  expect(server.requests[0]?.authorization).toBe("absent");
  expect(JSON.stringify(server.requests[0]?.headers)).not.toContain(KEY);
});

test("no profile on the disk is looked for", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  vi.stubEnv("ANTHROPIC_PROFILE", "not-there");
  await ask(new Claude({ baseURL: server.baseURL }));
  expect(server.requests[0]?.authorization).toBe("absent");
});

test("a server that wants a key and got none: the error says what to give", async () => {
  await using server = await fakeAnthropic({ apiKey: KEY });
  const error = await failureOf(new Claude({ baseURL: server.baseURL }));
  expect(error.code).toBe("MODEL_AUTHENTICATION");
  expect(error.message).toContain("Give the option apiKey");
});

test("headers are sent", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  await ask(new Claude({ baseURL: server.baseURL, headers: { "anthropic-beta": "some-2026-01-01" } }));
  expect(server.requests[0]?.headers).toMatchObject({
    "anthropic-beta": "some-2026-01-01",
    "anthropic-version": "2026-10-21",
  });
});

test.each<[ClaudeOptions, string]>([
  [{ id: " " }, "id"],
  [{ baseURL: "localhost" }, "baseURL"],
  [{ timeoutMs: -1 }, "timeoutMs"],
  [{ timeoutMs: Number.NaN }, "timeoutMs"],
  // What a caller without types may give.
  [{ cache: "2h" as "1h" }, "cache"],
])("the options %j are refused at construction", (options, name) => {
  expect(() => new Claude(options)).toThrow(ConfigError);
  expect(() => new Claude(options)).toThrow(name);
});

test("a key inside a URL that is none is not repeated", () => {
  expect(() => new Claude({ baseURL: `me:${KEY}@host` })).not.toThrow(KEY);
});
