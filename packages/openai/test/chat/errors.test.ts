import { inspect } from "node:util";
import { expect, test } from "vitest";
import { OpenAIChat } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import { failure, fakeOpenAI, raw, reply, streamError } from "../vendor.ts";

test.each([
  [{ status: 400 }, "MODEL_BAD_REQUEST", false],
  [{ status: 400, code: "context_length_exceeded" }, "MODEL_CONTEXT_TOO_LONG", false],
  [{ status: 400, message: "the request exceeds the available context size" }, "MODEL_CONTEXT_TOO_LONG", false],
  [{ status: 400, code: "content_policy_violation" }, "MODEL_CONTENT_FILTERED", false],
  [{ status: 400, code: "content_filter" }, "MODEL_CONTENT_FILTERED", false],
  [{ status: 401 }, "MODEL_AUTHENTICATION", false],
  [{ status: 402 }, "MODEL_QUOTA", false],
  [{ status: 403 }, "MODEL_PERMISSION", false],
  [{ status: 404 }, "MODEL_NOT_FOUND", false],
  [{ status: 408 }, "MODEL_TIMEOUT", true],
  [{ status: 409 }, "MODEL_UNAVAILABLE", true],
  [{ status: 413 }, "MODEL_CONTEXT_TOO_LONG", false],
  [{ status: 413, code: "rate_limit_exceeded" }, "MODEL_CONTEXT_TOO_LONG", false],
  [{ status: 418 }, "MODEL_BAD_REQUEST", false],
  [{ status: 422 }, "MODEL_BAD_REQUEST", false],
  [{ status: 429 }, "MODEL_RATE_LIMITED", true],
  [{ status: 429, shouldRetry: false }, "MODEL_RATE_LIMITED", false],
  [{ status: 429, code: "insufficient_quota" }, "MODEL_QUOTA", false],
  [{ status: 429, code: "insufficient_quota", shouldRetry: true }, "MODEL_QUOTA", false],
  [{ status: 500 }, "MODEL_UNAVAILABLE", true],
  [{ status: 502 }, "MODEL_UNAVAILABLE", true],
  [{ status: 503 }, "MODEL_OVERLOADED", true],
  [{ status: 504 }, "MODEL_TIMEOUT", true],
  [{ status: 529 }, "MODEL_OVERLOADED", true],
] as const)("the answer %j is %s", async (options, code, retryable) => {
  await using server = await fakeOpenAI({ script: [failure(options)] });
  const error = await failureOf(new OpenAIChat({ id: "gpt-4o", apiKey: "sk-x", baseURL: server.baseURL }));
  expect(error).toMatchObject({ name: "ModelError", code, retryable });
  expect(error.message).toContain('The model "gpt-4o" of openai');
  expect(error.message).toContain(`(status ${options.status})`);
  expect(error.cause).toMatchObject({ status: options.status });
  expect(server.requests).toHaveLength(1);
});

test.each([
  [{ retryAfter: 7 }, 7000],
  [{ retryAfter: "0.5" }, 500],
  [{ retryAfter: 86_400 }, 86_400_000],
  [{ retryAfter: new Date(1_000_030_000) }, 30_000],
  [{ retryAfter: new Date(999_000_000) }, 0],
  [{ retryAfterMs: 120, retryAfter: 7 }, 120],
  [{ retryAfter: "soon" }, undefined],
  [{ retryAfter: "-5" }, undefined],
  [{}, undefined],
] as const)("429 with %j asks for a wait of %s ms", async (options, wait) => {
  await using server = await fakeOpenAI({ script: [failure({ status: 429, ...options })] });
  const error = await failureOf(new OpenAIChat({ baseURL: server.baseURL, now: () => 1_000_000_000 }));
  expect(error.retryAfterMs).toBe(wait);
});

test.each([
  [{}, "MODEL_UNAVAILABLE"],
  [{ code: "rate_limit_exceeded" }, "MODEL_RATE_LIMITED"],
  [{ code: "insufficient_quota" }, "MODEL_QUOTA"],
  [{ type: "invalid_request_error", code: null, message: "no" }, "MODEL_BAD_REQUEST"],
  [{ type: "overloaded_error", code: null }, "MODEL_OVERLOADED"],
] as const)("an error %j in the middle of a stream is %s", async (error, code) => {
  await using server = await fakeOpenAI({ script: [streamError({ text: "Half a", error }), streamError({ error })] });
  const model = new OpenAIChat({ baseURL: server.baseURL });
  expect((await failureOf(model)).code).toBe(code);
  expect((await failureOf(model, { settings: { stream: false } })).code).toBe(code);
});

test("a gateway's error with a status in its code is that status", async () => {
  const body = `data: ${JSON.stringify({ error: { code: 429, message: "slow down" } })}\n\n`;
  await using server = await fakeOpenAI({ script: [raw({ headers: { "content-type": "text/event-stream" }, body })] });
  expect((await failureOf(new OpenAIChat({ baseURL: server.baseURL }))).code).toBe("MODEL_RATE_LIMITED");
});

test.each([
  ["a web page", { headers: { "content-type": "text/html" }, body: "<html>Welcome</html>" }, "MODEL_BAD_REPLY"],
  [
    "JSON that is no answer",
    { headers: { "content-type": "application/json" }, body: '{"ok":true}' },
    "MODEL_BAD_REPLY",
  ],
  ["JSON that is null", { headers: { "content-type": "application/json" }, body: "null" }, "MODEL_BAD_REPLY"],
  ["broken JSON", { headers: { "content-type": "application/json" }, body: '{"ok":' }, "MODEL_BAD_REPLY"],
  ["nothing", { headers: { "content-type": "text/event-stream" }, body: "" }, "MODEL_STREAM_CUT"],
  [
    "events that are not JSON",
    { headers: { "content-type": "text/event-stream" }, body: "data: hi\n\n" },
    "MODEL_STREAM_CUT",
  ],
  [
    "an error page",
    { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad</h1>" },
    "MODEL_UNAVAILABLE",
  ],
])("a server that sends %s gives %s", async (_name, options, code) => {
  await using server = await fakeOpenAI({ script: [raw(options)] });
  expect((await failureOf(new OpenAIChat({ baseURL: server.baseURL }))).code).toBe(code);
});

test("nobody listening is said with the system's name for it", async () => {
  const server = await fakeOpenAI();
  await server.close();
  const error = await failureOf(new OpenAIChat({ baseURL: server.baseURL }));
  expect(error).toMatchObject({ code: "MODEL_UNAVAILABLE", retryable: true });
  expect(error.message).toContain("(ECONNREFUSED)");
});

const CANARY = "canary-7f3a";
const KEY = "sk-canary-key-0123456789abcdef";

test.each([
  failure({ status: 400, message: CANARY, param: CANARY }),
  failure({ status: 401, message: `Incorrect API key provided: ${KEY}`, headers: { "x-note": CANARY } }),
  failure({ status: 429, message: CANARY, type: CANARY, code: CANARY }),
  failure({ status: 500, message: CANARY }),
  streamError({ text: "x", error: { message: CANARY, code: CANARY, type: CANARY } }),
  raw({ status: 503, body: CANARY }),
  raw({ headers: { "content-type": "application/json" }, body: CANARY }),
  raw({ headers: { "content-type": "text/event-stream" }, body: `data: ${CANARY}\n\n` }),
])("nothing that the vendor says, and no key, is in the error", async (step) => {
  await using server = await fakeOpenAI({ script: [step] });
  const error = await failureOf(new OpenAIChat({ apiKey: KEY, baseURL: server.baseURL }));
  expect(error.cause).toBeDefined();
  for (const text of [error.message, JSON.stringify(error), String(error.stack)]) {
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(KEY);
  }
});

test.each([{ apiKey: `${KEY}\nX: y` }, { apiKey: KEY, headers: { "X-Note": `${CANARY}\r\nX: y` } }])(
  "a key or header that HTTP does not allow is not repeated anywhere, not even in the cause",
  async (options) => {
    await using server = await fakeOpenAI();
    const error = await failureOf(new OpenAIChat({ baseURL: server.baseURL, ...options }));
    expect(error.code).toBe("INVALID_CONFIG");
    expect(inspect(error, { depth: 9 })).not.toMatch(/canary/);
    expect(server.requests).toHaveLength(0);
  },
);

test("after a failure the model works on", async () => {
  await using server = await fakeOpenAI({ script: [failure({ status: 500 }), reply({ text: "ok" })] });
  const model = new OpenAIChat({ baseURL: server.baseURL });
  await failureOf(model);
  expect((await ask(model)).reply.content).toBe("ok");
});
