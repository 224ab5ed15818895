import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { complete, failureOf, sdk } from "./sdk.ts";

describe("a record", () => {
  it("holds what was asked", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
    await complete(server, { temperature: 0.5 });
    expect(server.requests).toMatchObject([
      {
        index: 0,
        method: "POST",
        path: "/v1/chat/completions",
        headers: { "content-type": "application/json" },
        body: { model: "gpt-4o", temperature: 0.5, messages: [{ role: "user", content: "Hello" }] },
        messages: [{ role: "user", content: "Hello" }],
        rejection: undefined,
        aborted: false,
      },
    ]);
  });

  it("holds no secret", async () => {
    await using server = await fakeOpenAI();
    const names = ["authorization", "proxy-authorization", "cookie", "api-key", "x-api-key"];
    const headers = Object.fromEntries(names.map((name) => [name, "canary-7"]));
    await fetch(`${server.baseURL}/models`, { headers });
    expect(JSON.stringify(server.requests[0])).not.toContain("canary-7");
  });

  it("tells when the answer was sent and the exchange was over", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
    const completion = await complete(server);
    const [request] = server.requests;
    expect(await request?.closed).toBe("finished");
    expect(await request?.sent).toBe(JSON.stringify(completion).length);
    expect(request?.bytesSent).toBe(await request?.sent);
  });

  it("can be waited for, before and after the request came", async () => {
    await using server = await fakeOpenAI({ script: () => reply() });
    const waiting = server.nextRequest();
    await complete(server);
    await sdk(server).models.list();
    expect((await waiting).index).toBe(0);
    expect((await server.nextRequest()).path).toBe("/v1/models");
  });
});

describe("a closed server", () => {
  it("answers nobody and waits for nothing", async () => {
    const server = await fakeOpenAI({ script: [reply()] });
    const waiting = failureOf(server.nextRequest());
    await server.close();
    await server.close();
    expect(await waiting).toMatchObject({ message: expect.stringContaining("was closed") });
    expect(await failureOf(server.nextRequest())).toMatchObject({ message: expect.stringContaining("was closed") });
    expect(await failureOf(complete(server))).toMatchObject({ message: "Connection error." });
  });

  it("leaves its port to the next", async () => {
    const first = await fakeOpenAI();
    const port = Number(new URL(first.baseURL).port);
    await expect(fakeOpenAI({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    await using second = await fakeOpenAI({ port });
    expect(second.baseURL).toBe(first.baseURL);
  });
});
