import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Claude } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import { failure, fakeAnthropic, raw, reply, streamError } from "../vendor.ts";

const tooLong = "prompt is too long: 210000 tokens > 200000 maximum";
const noCredit = "Your credit balance is too low to access the Anthropic API.";

test.each([
  [{ status: 400 }, "MODEL_BAD_REQUEST", false],
  [{ status: 400, message: tooLong }, "MODEL_CONTEXT_TOO_LONG", false],
  [{ status: 400, message: noCredit }, "MODEL_QUOTA", false],
  [{ status: 400, message: "Output blocked by content filtering policy" }, "MODEL_CONTENT_FILTERED", false],
  [{ status: 401 }, "MODEL_AUTHENTICATION", false],
  [{ status: 402 }, "MODEL_QUOTA", false],
  [{ status: 403 }, "MODEL_PERMISSION", false],
  [{ status: 404 }, "MODEL_NOT_FOUND", false],
  [{ status: 408 }, "MODEL_TIMEOUT", true],
  [{ status: 409 }, "MODEL_UNAVAILABLE", true],
  [{ status: 413 }, "MODEL_CONTEXT_TOO_LONG", false],
  [{ status: 413, type: "rate_limit_error" }, "MODEL_CONTEXT_TOO_LONG", false],
  [{ status: 418 }, "MODEL_BAD_REQUEST", false],
  [{ status: 422 }, "MODEL_BAD_REQUEST", false],
  [{ status: 429 }, "MODEL_RATE_LIMITED", true],
  [{ status: 429, shouldRetry: false }, "MODEL_RATE_LIMITED", false],
  [{ status: 429, errorCode: "enforced_spend_limit_reached" }, "MODEL_QUOTA", false],
  [{ status: 500 }, "MODEL_UNAVAILABLE", true],
  [{ status: 502 }, "MODEL_UNAVAILABLE", true],
  [{ status: 503 }, "MODEL_OVERLOADED", true],
  [{ status: 503, type: "" }, "MODEL_OVERLOADED", true],
  [{ status: 504 }, "MODEL_TIMEOUT", true],
  [{ status: 529 }, "MODEL_OVERLOADED", true],
] as const)("the answer %j is %s", async (options, code, retryable) => {
  await using server = await fakeAnthropic({ script: [failure(options)] });
  const error = await failureOf(new Claude({ apiKey: "sk-x", baseURL: server.baseURL }));
  expect(error).toMatchObject({ name: "ModelError", code, retryable });
  expect(error.message).toContain('The model "claude-opus-5-5" of anthropic');
  expect(error.message).toContain(`(status ${options.status})`);
  expect(error.cause).toMatchObject({ status: options.status });
  expect(server.requests).toHaveLength(1);
});

test.each([
  [{ retryAfter: 7 }, 7000],
  [{ retryAfter: new Date(1_000_030_000) }, 30_000],
  [{ retryAfterMs: 120, retryAfter: 7 }, 120],
  [{ retryAfter: "soon" }, undefined],
  [{}, undefined],
] as const)("429 with %j asks for a wait of %s ms", async (options, wait) => {
  await using server = await fakeAnthropic({ script: [failure({ status: 429, ...options })] });
  const error = await failureOf(new Claude({ baseURL: server.baseURL, now: () => 1_000_000_000 }));
  expect(error.retryAfterMs).toBe(wait);
});

test.each([
  [{}, "MODEL_OVERLOADED"],
  [{ type: "api_error" }, "MODEL_UNAVAILABLE"],
  [{ type: "rate_limit_error" }, "MODEL_RATE_LIMITED"],
  [{ type: "invalid_request_error", message: "no" }, "MODEL_BAD_REQUEST"],
  [{ type: "invalid_request_error", message: tooLong }, "MODEL_CONTEXT_TOO_LONG"],
  [{ type: "timeout_error" }, "MODEL_TIMEOUT"],
  [{ type: "new_error" }, "MODEL_UNAVAILABLE"],
] as const)("an error %j in the middle of a stream is %s", async (error, code) => {
  await using server = await fakeAnthropic({
    script: [streamError({ text: "Half a", error }), streamError({ error })],
  });
  const model = new Claude({ baseURL: server.baseURL });
  expect((await failureOf(model)).code).toBe(code);
  expect((await failureOf(model, { settings: { stream: false } })).code).toBe(code);
});

const stream = { "content-type": "text/event-stream" };
const json = { "content-type": "application/json" };

test.each([
  ["a web page", { headers: { "content-type": "text/html" }, body: "<html>Welcome</html>" }, "MODEL_BAD_REPLY"],
  ["JSON that is no answer", { headers: json, body: '{"ok":true}' }, "MODEL_BAD_REPLY"],
  ["JSON that is null", { headers: json, body: "null" }, "MODEL_BAD_REPLY"],
  ["broken JSON", { headers: json, body: '{"ok":' }, "MODEL_BAD_REPLY"],
  ["nothing", { headers: stream, body: "" }, "MODEL_STREAM_CUT"],
  ["events that are not JSON", { headers: stream, body: "data: hi\n\n" }, "MODEL_STREAM_CUT"],
  ["events of another kind", { headers: stream, body: 'data: {"choices":[]}\n\ndata: null\n\n' }, "MODEL_STREAM_CUT"],
  [
    "an error page",
    { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad</h1>" },
    "MODEL_UNAVAILABLE",
  ],
])("a server that sends %s gives %s", async (_name, options, code) => {
  await using server = await fakeAnthropic({ script: [raw(options)] });
  expect((await failureOf(new Claude({ baseURL: server.baseURL }))).code).toBe(code);
});

test("nobody listening is said with the system's name for it", async () => {
  const server = await fakeAnthropic();
  await server.close();
  const error = await failureOf(new Claude({ baseURL: server.baseURL }));
  expect(error).toMatchObject({ code: "MODEL_UNAVAILABLE", retryable: true });
  expect(error.message).toContain("(ECONNREFUSED)");
});

const CANARY = "canary-7f3a";
const KEY = "sk-ant-canary-key-0123456789abcdef";

test.each([
  failure({ status: 400, message: CANARY }),
  failure({ status: 401, message: `invalid x-api-key: ${KEY}`, headers: { "x-note": CANARY } }),
  failure({ status: 429, message: CANARY, type: CANARY, errorCode: CANARY }),
  failure({ status: 500, message: CANARY }),
  streamError({ text: "x", error: { message: CANARY, type: CANARY } }),
  raw({ status: 503, body: CANARY }),
  raw({ headers: json, body: CANARY }),
  raw({ headers: stream, body: `data: ${CANARY}\n\n` }),
])("nothing that the vendor says, and no key, is in the error", async (step) => {
  await using server = await fakeAnthropic({ script: [step] });
  const error = await failureOf(new Claude({ apiKey: KEY, baseURL: server.baseURL }));
  expect(error.cause).toBeDefined();
  for (const text of [error.message, JSON.stringify(error), String(error.stack)]) {
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(KEY);
  }
});

test.each([{ apiKey: `${KEY}\nX: y` }, { apiKey: KEY, headers: { "X-Note": `${CANARY}\r\nX: y` } }])(
  "a key or header that HTTP does not allow is not repeated anywhere, not even in the cause",
  async (options) => {
    await using server = await fakeAnthropic();
    const error = await failureOf(new Claude({ baseURL: server.baseURL, ...options }));
    expect(error.code).toBe("INVALID_CONFIG");
    expect(inspect(error, { depth: 9 })).not.toMatch(/canary/);
    expect(server.requests).toHaveLength(0);
  },
);

test("after a failure the model works on", async () => {
  await using server = await fakeAnthropic({ script: [failure({ status: 500 }), reply({ text: "ok" })] });
  const model = new Claude({ baseURL: server.baseURL });
  await failureOf(model);
  expect((await ask(model)).reply.content).toBe("ok");
});
