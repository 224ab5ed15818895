import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { complete, failureOf, sdk } from "./sdk.ts";

describe("models", () => {
  it("are listed and found by id", async () => {
    await using server = await fakeOpenAI({ models: ["gpt-4o", "org/mine"] });
    const listed = await sdk(server).models.list();
    expect(listed.data.map((model) => model.id)).toEqual(["gpt-4o", "org/mine"]);
    expect(await sdk(server).models.retrieve("org/mine")).toMatchObject({ id: "org/mine", object: "model" });
  });

  it("that the server does not have are 404", async () => {
    await using server = await fakeOpenAI({ models: ["gpt-4o"], script: [reply()] });
    const error = await failureOf(complete(server, { model: "gpt-9" }));
    expect(error).toMatchObject({ status: 404, code: "model_not_found" });
    expect(await failureOf(sdk(server).models.retrieve("gpt-9"))).toMatchObject({ status: 404 });
    await complete(server);
    server.assertDone();
  });
});

describe("other routes", () => {
  it("are 404 in the vendor's words", async () => {
    await using server = await fakeOpenAI();
    const error = await failureOf(sdk(server).embeddings.create({ model: "m", input: "x" }));
    expect(error).toMatchObject({ status: 404, error: { message: "Invalid URL (POST /v1/embeddings)" } });
  });

  it("are 405 with the wrong method", async () => {
    await using server = await fakeOpenAI();
    const response = await fetch(`${server.baseURL}/chat/completions`);
    expect(response.status).toBe(405);
  });
});

describe("a body", () => {
  it("that is not JSON is 400", async () => {
    await using server = await fakeOpenAI();
    const response = await fetch(`${server.baseURL}/chat/completions`, { method: "POST", body: "{oh no" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("could not parse") } });
  });

  it("that is too large is 413", async () => {
    await using server = await fakeOpenAI({ maxBodyBytes: 10 });
    expect(await failureOf(complete(server))).toMatchObject({ status: 413, code: "request_too_large" });
  });
});
