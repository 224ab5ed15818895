import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { fakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import { failure } from "../../src/fake-anthropic/script/failure.ts";
import { reply } from "../../src/fake-anthropic/script/reply.ts";
import { streamError } from "../../src/fake-anthropic/script/stream-error.ts";
import { complete, failureOf, hello, MODEL, openStream, sdk, textOf } from "./sdk.ts";

describe("a failure", () => {
  it.each([
    [400, Anthropic.BadRequestError, "invalid_request_error"],
    [401, Anthropic.AuthenticationError, "authentication_error"],
    [402, Anthropic.PaymentRequiredError, "billing_error"],
    [403, Anthropic.PermissionDeniedError, "permission_error"],
    [404, Anthropic.NotFoundError, "not_found_error"],
    [413, Anthropic.ContentTooLargeError, "request_too_large"],
    [429, Anthropic.RateLimitError, "rate_limit_error"],
    [500, Anthropic.InternalServerError, "api_error"],
    [504, Anthropic.GatewayTimeoutError, "timeout_error"],
    [529, Anthropic.OverloadedError, "overloaded_error"],
  ])("of status %i reaches the client with the vendor's body", async (status, kind, type) => {
    await using server = await fakeAnthropic({ script: [failure({ status }), failure({ status })] });
    const whole = await failureOf(complete(server));
    expect(whole).toBeInstanceOf(kind);
    expect(whole).toMatchObject({ status, type, requestID: "req_fake0000000000", apiMessage: expect.any(String) });
    expect(await failureOf(openStream(server))).toMatchObject({ status, type });
  });

  it("names its cause where the vendor does", async () => {
    await using server = await fakeAnthropic({
      script: [failure({ status: 429, errorCode: "enforced_spend_limit_reached" })],
    });
    expect(await failureOf(complete(server))).toBeInstanceOf(Anthropic.EnforcedSpendLimitReachedError);
  });

  it("tells a client that retries when to do so, and the next step answers", async () => {
    await using server = await fakeAnthropic({
      script: [failure({ status: 529, retryAfterMs: 1 }), reply({ text: "ok" })],
    });
    const message = await sdk(server, { maxRetries: 1 }).messages.create({
      model: MODEL,
      max_tokens: 100,
      messages: hello,
    });
    expect(message.content).toMatchObject([{ text: "ok" }]);
    expect(server.requests.map((request) => request.headers["x-stainless-retry-count"])).toEqual(["0", "1"]);
  });

  it.each([
    ["seconds", 7, "7"],
    ["a date", new Date("2030-01-02T03:04:05Z"), "Wed, 02 Jan 2030 03:04:05 GMT"],
  ])("says when to come back in %s", async (...[_form, retryAfter, header]) => {
    await using server = await fakeAnthropic({ script: [failure({ status: 429, retryAfter })] });
    const error = await failureOf(complete(server));
    expect(error instanceof Anthropic.RateLimitError && error.headers.get("retry-after")).toBe(header);
  });
});

describe("an error in the middle of a stream", () => {
  it("comes after what was said", async () => {
    await using server = await fakeAnthropic({ script: [streamError({ text: ["Hel", "lo"], afterChunks: 4 })] });
    let text = "";
    const reading = async (): Promise<void> => {
      for await (const event of await openStream(server)) text += textOf(event);
    };
    expect(await failureOf(reading())).toMatchObject({ type: "overloaded_error", status: undefined });
    expect(text).toBe("Hel");
  });

  it("is whatever the test wants", async () => {
    const error = { type: "api_error", message: "Oh." };
    await using server = await fakeAnthropic({ script: [streamError({ error })] });
    const reading = async (): Promise<void> => {
      for await (const event of await openStream(server)) expect(event.type).toBe("message_start");
    };
    expect(await failureOf(reading())).toMatchObject({ type: "api_error", apiMessage: "Oh." });
  });
});
