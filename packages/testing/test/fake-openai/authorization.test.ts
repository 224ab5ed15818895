import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { complete, failureOf, hello, sdk } from "./sdk.ts";

const secret = "sk-secret-0123456789";

describe("a server with a key", () => {
  it("answers who brings it and remembers only that", async () => {
    await using server = await fakeOpenAI({ apiKey: secret, script: [reply({ text: "ok" })] });
    await sdk(server, { apiKey: secret }).chat.completions.create({ model: "gpt-4o", messages: hello });
    expect(server.requests[0]?.authorization).toBe("valid");
    expect(JSON.stringify(server.requests)).not.toContain(secret);
  });

  it("refuses a wrong one, showing its ends as the vendor does, and uses up no step", async () => {
    await using server = await fakeOpenAI({ apiKey: secret, script: [reply({ text: "ok" })] });
    const wrong = sdk(server, { apiKey: "sk-wrong-9876543210" });
    const error = await failureOf(wrong.chat.completions.create({ model: "gpt-4o", messages: hello }));
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(error).toMatchObject({ code: "invalid_api_key", message: expect.stringContaining("sk-wrong*******3210") });
    expect(server.requests[0]).toMatchObject({ authorization: "wrong", rejection: { code: "invalid_api_key" } });
    expect(() => server.assertDone()).toThrow("1 of the script's steps were never used: reply");
  });

  it("refuses a request without one", async () => {
    await using server = await fakeOpenAI({ apiKey: secret });
    const response = await fetch(`${server.baseURL}/models`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("didn't provide") } });
    expect(server.requests[0]?.authorization).toBe("absent");
  });
});

it("a server without a key takes every key, and none", async () => {
  await using server = await fakeOpenAI({ script: [reply()] });
  await complete(server);
  await fetch(`${server.baseURL}/models`);
  expect(server.requests.map((request) => request.authorization)).toEqual(["unchecked", "absent"]);
});
