import { Agent } from "@definable/core";
import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";

test("an agent is served on a port", async () => {
  const agent = new Agent({ model: new ScriptedModel(["Hello."]) });
  await using served = await agent.serve({ port: 0, host: "127.0.0.1" });

  const answer = await fetch(`${served.url}/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input: "Hi" }),
  });

  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ content: "Hello.", status: "COMPLETED" });
});

test("the server is forced on or off", async () => {
  const agent = new Agent({ model: new ScriptedModel([]) });
  await using served = await agent.serve({ enableServer: true, port: 0 });

  expect((await fetch(`${served.url}/health`)).status).toBe(200);
  await expect(agent.serve({ enableServer: false })).rejects.toMatchObject({ code: "INVALID_CONFIG" });
});
