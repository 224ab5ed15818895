import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { failure } from "../../src/fake-openai/script/failure.ts";
import { raw } from "../../src/fake-server/script/raw.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { complete, failureOf, hello, openStream, sdk } from "./sdk.ts";

describe("a failure", () => {
  it.each([
    [400, OpenAI.BadRequestError, null],
    [401, OpenAI.AuthenticationError, "invalid_api_key"],
    [403, OpenAI.PermissionDeniedError, "unsupported_country_region_territory"],
    [404, OpenAI.NotFoundError, "model_not_found"],
    [413, OpenAI.APIError, "request_too_large"],
    [429, OpenAI.RateLimitError, "rate_limit_exceeded"],
    [500, OpenAI.InternalServerError, null],
    [502, OpenAI.InternalServerError, null],
    [503, OpenAI.InternalServerError, null],
  ])("of status %i reaches the client with the vendor's body", async (status, type, code) => {
    await using server = await fakeOpenAI({ script: [failure({ status }), failure({ status })] });
    const whole = await failureOf(complete(server));
    expect(whole).toBeInstanceOf(type);
    expect(whole).toMatchObject({ status, code, param: null, requestID: "req_fake0000000000" });
    expect(whole).toMatchObject({ error: { message: expect.any(String), type: expect.any(String) } });
    expect(await failureOf(openStream(server))).toMatchObject({ status, code });
  });

  it.each([
    [429, "insufficient_quota", "insufficient_quota"],
    [400, "context_length_exceeded", "invalid_request_error"],
    [400, "content_policy_violation", "invalid_request_error"],
  ])("of status %i with code %s is worded by its code", async (status, code, type) => {
    await using server = await fakeOpenAI({ script: [failure({ status, code })] });
    expect(await failureOf(complete(server))).toMatchObject({ status, code, type });
  });

  it("says what the test makes it say", async () => {
    const said = { message: "No.", type: "t", param: "messages", code: "c" };
    await using server = await fakeOpenAI({
      script: [failure({ status: 418, ...said, headers: { "x-request-id": "req_mine" } })],
    });
    expect(await failureOf(complete(server))).toMatchObject({ status: 418, error: said, requestID: "req_mine" });
  });

  it("tells a client that retries when to do so, and the next step answers", async () => {
    await using server = await fakeOpenAI({
      script: [failure({ status: 429, retryAfterMs: 1 }), reply({ text: "ok" })],
    });
    const client = sdk(server, { maxRetries: 1 });
    const completion = await client.chat.completions.create({ model: "gpt-4o", messages: hello });
    expect(completion.choices[0]?.message.content).toBe("ok");
    expect(server.requests.map((request) => request.headers["x-stainless-retry-count"])).toEqual(["0", "1"]);
    server.assertDone();
  });

  it("can be a page of a proxy that is not JSON", async () => {
    const page = "<html><body>502 Bad Gateway</body></html>";
    await using server = await fakeOpenAI({
      script: [raw({ status: 502, headers: { "content-type": "text/html" }, body: page })],
    });
    expect(await failureOf(complete(server))).toMatchObject({ status: 502, message: `502 ${page}` });
  });
});

describe("Retry-After of a 429", () => {
  const headersOf = (error: unknown): Headers => {
    if (error instanceof OpenAI.RateLimitError) return error.headers;
    throw error;
  };

  it.each([
    ["seconds", { retryAfter: 2 }, "2", null],
    ["a date", { retryAfter: new Date("2030-01-02T03:04:05Z") }, "Wed, 02 Jan 2030 03:04:05 GMT", null],
    ["milliseconds", { retryAfterMs: 1500 }, null, "1500"],
    ["a huge number", { retryAfter: "99999999" }, "99999999", null],
    ["nonsense", { retryAfter: "soon" }, "soon", null],
    ["nothing", {}, null, null],
  ])("can be %s", async (...[_form, options, retryAfter, retryAfterMs]) => {
    await using server = await fakeOpenAI({ script: [failure({ status: 429, ...options })] });
    const headers = headersOf(await failureOf(complete(server)));
    expect(headers.get("retry-after")).toBe(retryAfter);
    expect(headers.get("retry-after-ms")).toBe(retryAfterMs);
  });
});
