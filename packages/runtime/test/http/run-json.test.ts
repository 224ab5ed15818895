import { fails, says, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { jsonIn, post, problemIn } from "../support/requests.ts";
import { served } from "../support/served.ts";

test("given a run that completes, when posted, then 200 with its output and its id in a header", async () => {
  await using server = await served([says("Paris.", { usage: tokens(10, 2) })]);

  const response = await post(`${server.url}/runs`, { input: "Capital of France?", metadata: { page: 7 } });

  const output = await jsonIn(response);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(output).toMatchObject({ v: 1, status: "COMPLETED", content: "Paris.", metadata: { page: 7 } });
  expect(response.headers.get("x-run-id")).toBe(output["runId"]);
});

test("given a second run in a session, when posted, then the answer holds its own messages only", async () => {
  await using server = await served(["One.", "Two."]);
  await post(`${server.url}/runs`, { input: "first question", sessionId: "s" });

  const response = await post(`${server.url}/runs`, { input: "second question", sessionId: "s" });

  const text = await response.text();
  expect(JSON.parse(text).messages).toHaveLength(2);
  expect(text).not.toContain("first question");
  expect(text).not.toContain("sessionState");
});

test("given a message with an image, when posted, then the model is given both", async () => {
  await using server = await served((request) => {
    return JSON.stringify(request.messages.at(0));
  });
  const image = { type: "image", content: "AAAA", mimeType: "image/png" };

  const response = await post(`${server.url}/runs`, {
    input: { role: "user", content: [{ type: "text", text: "What is it?" }, image] },
  });

  expect(JSON.parse(String((await jsonIn(response))["content"])).content).toEqual([
    { type: "text", text: "What is it?" },
    image,
  ]);
});

test("given a vendor that is overloaded, when posted, then the answer is the problem of that code", async () => {
  await using server = await served([fails("MODEL_OVERLOADED")]);

  const response = await post(`${server.url}/runs`, { input: "Hi" });

  const problem = await jsonIn(response.clone());
  expect(await problemIn(response)).toMatchObject({ status: 503, code: "MODEL_OVERLOADED" });
  expect(Object.keys(problem).toSorted()).toEqual(["code", "detail", "runId", "status", "title", "type"]);
  expect(problem["runId"]).toBe(response.headers.get("x-run-id"));
});

test("given a run that is cancelled elsewhere, when posted, then 409", async () => {
  const asked = Promise.withResolvers<void>();
  await using server = await served(() => {
    asked.resolve();
    return { hang: true };
  });
  let runId = "";
  server.agent.events.on("RunStarted", (event) => {
    runId = event.runId;
  });
  const answer = post(`${server.url}/runs`, { input: "Hi" });
  await asked.promise;

  const cancelled = await fetch(`${server.url}/runs/${runId}/cancel`, { method: "POST" });

  expect(cancelled.status).toBeGreaterThanOrEqual(200);
  expect(await problemIn(await answer)).toMatchObject({ status: 409, code: "RUN_CANCELLED" });
});
