import { describe, expect, it } from "vitest";
import { fakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import { reply } from "../../src/fake-anthropic/script/reply.ts";
import { complete, failureOf, hello, MODEL, sdk } from "./sdk.ts";

const KEY = "sk-ant-test";
const params = { model: MODEL, max_tokens: 10, messages: hello };

describe("a key", () => {
  it("comes as the vendor's client sends it, or in the header of before", async () => {
    await using server = await fakeAnthropic({ apiKey: KEY, script: () => reply({ text: "ok" }) });
    await complete(server);
    await sdk(server, { apiKey: "other", defaultHeaders: { "x-api-key": KEY } }).messages.create(params);
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(["valid", "valid"]);
    expect(JSON.stringify(server.requests)).not.toContain(KEY);
  });

  it("that is wrong or absent is refused", async () => {
    await using server = await fakeAnthropic({ apiKey: "sk-ant-another" });
    expect(await failureOf(complete(server))).toMatchObject({ status: 401, apiMessage: "invalid x-api-key" });
    const keyless = sdk(server, { defaultHeaders: { Authorization: null } });
    expect(await failureOf(keyless.messages.create(params))).toMatchObject({
      status: 401,
      apiMessage: "x-api-key header is required",
    });
  });
});

describe("the version of the API", () => {
  it("has to be said, and known", async () => {
    await using server = await fakeAnthropic();
    const send = (version: string | null): Promise<unknown> =>
      failureOf(sdk(server).messages.create(params, { headers: { "anthropic-version": version } }));
    expect(await send(null)).toMatchObject({ apiMessage: "anthropic-version: header is required" });
    expect(await send("1999-01-01")).toMatchObject({ apiMessage: expect.stringContaining("not a valid version") });
  });

  it("decides whether a temperature is taken", async () => {
    await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
    const send = (version: string): Promise<unknown> =>
      sdk(server).post("/v1/messages", {
        body: { ...params, temperature: 1 },
        headers: { "anthropic-version": version },
      });
    await send("2023-06-01");
    expect(await failureOf(send("2026-10-21"))).toMatchObject({
      status: 400,
      apiMessage: "temperature: Extra inputs are not permitted",
    });
  });
});

it("models are listed, and one that is not there is not found", async () => {
  await using server = await fakeAnthropic({ models: ["claude-a"], now: () => 0 });
  const client = sdk(server);
  expect((await client.models.list()).data).toMatchObject([{ id: "claude-a", created_at: "1970-01-01T00:00:00.000Z" }]);
  expect(await client.models.retrieve("claude-a")).toMatchObject({ type: "model" });
  expect(await failureOf(complete(server))).toMatchObject({ status: 404, apiMessage: `model: ${MODEL}` });
  expect(await failureOf(client.post("/v1/other"))).toMatchObject({ status: 404 });
});

it("a request past the end of the script is said, and not worth a retry", async () => {
  await using server = await fakeAnthropic();
  expect(await failureOf(complete(server))).toMatchObject({
    status: 500,
    apiMessage: expect.stringContaining("fakeAnthropic(): request 0 (POST /v1/messages) was not expected"),
  });
  expect(() => server.assertDone()).toThrow("fakeAnthropic() is not done");
});

it("a body larger than the vendor takes is refused", async () => {
  await using server = await fakeAnthropic({ maxBodyBytes: 50 });
  expect(await failureOf(complete(server))).toMatchObject({ status: 413, type: "request_too_large" });
});
