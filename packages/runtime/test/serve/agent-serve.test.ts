import { Agent } from "@definable/core";
import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { LogBook } from "../support/log-book.ts";
import { jsonIn, post } from "../support/requests.ts";

test("given an agent, when it serves itself, then it is the same server", async () => {
  const logger = new LogBook();
  const agent = new Agent({ model: new ScriptedModel(["Hello"]), name: "Greeter" });

  await using handle = await agent.serve({ port: 0, handleSignals: false, logger });

  expect(handle.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(logger.lines).toEqual([`info Greeter listens on ${handle.url}`]);
  expect(await jsonIn(await post(`${handle.url}/runs`, { input: "Hi" }))).toMatchObject({ content: "Hello" });
});
