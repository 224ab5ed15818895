import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ConfigError } from "@definable/spec";
import { OpenAIChat } from "../src/index.ts";
import type { OpenAIChatOptions } from "../src/index.ts";
import { ask, failureOf } from "./ask.ts";
import { fakeOpenAI, reply } from "./vendor.ts";

beforeEach(() => {
  for (const name of ["API_KEY", "BASE_URL", "ORG_ID", "PROJECT_ID", "ADMIN_KEY"])
    vi.stubEnv(`OPENAI_${name}`, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const KEY = "sk-test-0123456789abcdef";

test("without a key and without another server, the first request says which variable to set", async () => {
  const error = await failureOf(new OpenAIChat({ id: "gpt-4o" }));
  expect(error).toMatchObject({ name: "ConfigError", code: "MODEL_KEY_MISSING" });
  expect(error.message).toContain("OPENAI_API_KEY");
});

test("a keyless server gets no Authorization header", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(server.requests[0]?.authorization).toBe("absent");
});

test("the option apiKey is sent, without the line break of the file it came from", async () => {
  await using server = await fakeOpenAI({ apiKey: KEY, script: [reply({ text: "ok" })] });
  await ask(new OpenAIChat({ baseURL: server.baseURL, apiKey: `${KEY}\n` }));
  expect(server.requests[0]?.authorization).toBe("valid");
});

test("key and server come from the environment, read at the first request", async () => {
  await using server = await fakeOpenAI({ apiKey: KEY, script: [reply({ text: "ok" })] });
  const model = new OpenAIChat({ id: "gpt-4o" });
  vi.stubEnv("OPENAI_BASE_URL", server.baseURL);
  vi.stubEnv("OPENAI_API_KEY", KEY);
  await ask(model);
  expect(server.requests[0]?.authorization).toBe("valid");
  expect(model.price).toBeUndefined();
});

test("OPENAI_BASE_URL alone is a keyless server", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  vi.stubEnv("OPENAI_BASE_URL", server.baseURL);
  await ask(new OpenAIChat());
  expect(server.requests[0]?.authorization).toBe("absent");
});

test("OpenAI's key, organization and project are not given to another server", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  for (const name of ["API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY"]) vi.stubEnv(`OPENAI_${name}`, KEY);
  await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(server.requests[0]?.authorization).toBe("absent");
  expect(JSON.stringify(server.requests[0]?.headers)).not.toContain(KEY);
});

test("a server that wants a key and got none: the error says what to give", async () => {
  await using server = await fakeOpenAI({ apiKey: KEY });
  const error = await failureOf(new OpenAIChat({ baseURL: server.baseURL }));
  expect(error.code).toBe("MODEL_AUTHENTICATION");
  expect(error.message).toContain("Give the option apiKey");
});

test("organization, project and headers are sent", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  const options = { organization: "org-1", project: "proj_1", headers: { "X-Title": "Tests" } };
  await ask(new OpenAIChat({ baseURL: server.baseURL, ...options }));
  expect(server.requests[0]?.headers).toMatchObject({
    "openai-organization": "org-1",
    "openai-project": "proj_1",
    "x-title": "Tests",
  });
});

test.each<[OpenAIChatOptions, string]>([
  [{ id: " " }, "id"],
  [{ baseURL: "localhost" }, "baseURL"],
  [{ timeoutMs: -1 }, "timeoutMs"],
  [{ timeoutMs: Number.NaN }, "timeoutMs"],
])("the options %j are refused at construction", (options, name) => {
  expect(() => new OpenAIChat(options)).toThrow(ConfigError);
  expect(() => new OpenAIChat(options)).toThrow(name);
});

test("a key inside a URL that is none is not repeated", () => {
  expect(() => new OpenAIChat({ baseURL: `me:${KEY}@host` })).not.toThrow(KEY);
});
