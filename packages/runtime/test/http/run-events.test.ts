import { EVENT_CATALOG } from "@definable/spec";
import { assertEventStream, fails, says } from "@definable/testing";
import { expect, test } from "vitest";
import { EVENTS, post, problemIn } from "../support/requests.ts";
import { served } from "../support/served.ts";
import { readEvents } from "../support/sse.ts";

test("given an event stream is accepted, when posted, then each public event comes as one SSE event in order", async () => {
  await using server = await served([says("Hello", { chunkSize: 2 })]);

  const response = await post(`${server.url}/runs`, { input: "Hi" }, EVENTS);

  const events = await readEvents(response);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(events.map(({ event }) => event)).toEqual([
    "RunStarted",
    "RunContent",
    "RunContent",
    "RunContent",
    "RunContentCompleted",
    "RunCompleted",
  ]);
  expect(events.every(({ event, data }) => data.event === event && EVENT_CATALOG[data.event].isPublic)).toBe(true);
  expect(events.every(({ data }) => data.runId === response.headers.get("x-run-id"))).toBe(true);
});

test("given two runs of one process, when streamed, then ids are one epoch and the event's number", async () => {
  await using server = await served(["One.", "Two."]);

  const first = await readEvents(await post(`${server.url}/runs`, { input: "Hi" }, EVENTS));
  const second = await readEvents(await post(`${server.url}/runs`, { input: "Hi" }, EVENTS));

  const epochs = new Set([...first, ...second].map(({ id }) => id.split("-")[0]));
  expect(epochs.size).toBe(1);
  for (const { id, data } of [...first, ...second]) expect(id).toMatch(new RegExp(`^[0-9a-f]{8}-${data.seq}$`));
});

test("given ?events=all, when streamed, then the whole stream comes and is sound", async () => {
  await using server = await served(["Hello"]);

  const events = await readEvents(await post(`${server.url}/runs?events=all`, { input: "Hi" }, EVENTS));

  expect(events.map(({ event }) => event)).toContain("ModelCallStarted");
  assertEventStream(events.map(({ data }) => data));
});

test("given a phase of your own and an answer of a middleware, when streamed, then both are told", async () => {
  await using server = await served(["Hello"]);
  const { agent, url } = server;
  agent.pipeline.add({ name: "mine", run: ({ emit }) => emit("mine", 1) }, { before: "prepare" });
  agent.use(async ({ messages }, next) => (messages[0]?.content === "cached" ? { content: "Kept" } : next()));

  const whole = await readEvents(await post(`${url}/runs?events=all`, { input: "Hi" }, EVENTS));
  const cached = await readEvents(await post(`${url}/runs`, { input: "cached" }, EVENTS));

  expect(whole.map(({ data }) => ("phaseName" in data ? data.phaseName : ""))).toContain("mine");
  expect(whole.map(({ event }) => event)).toContain("CustomEvent");
  expect(cached.map(({ event }) => event)).toEqual(["RunStarted", "RunContent", "RunContentCompleted", "RunCompleted"]);
  assertEventStream(cached.map(({ data }) => data));
});

test("given a session with history, when streamed, then RunCompleted tells of this run only", async () => {
  await using server = await served(["One.", "Two."], { agent: { sessionState: { secret: "of the session" } } });
  await post(`${server.url}/runs`, { input: "first question", sessionId: "s" });

  const events = await readEvents(
    await post(`${server.url}/runs`, { input: "second question", sessionId: "s" }, EVENTS),
  );

  const end = events.at(-1)?.data;
  expect(end).toMatchObject({ event: "RunCompleted", content: "Two.", historyLength: 0 });
  expect(JSON.stringify(events)).not.toContain("first question");
  expect(JSON.stringify(events)).not.toContain("of the session");
});

test("given a model that fails, when streamed, then RunError is the last event and the log names code and run", async () => {
  await using server = await served([fails("MODEL_UNAVAILABLE")]);

  const response = await post(`${server.url}/runs`, { input: "Hi" }, EVENTS);

  const events = await readEvents(response);
  expect(events.at(-1)?.data).toMatchObject({ event: "RunError", errorCode: "MODEL_UNAVAILABLE" });
  expect(server.log.lines).toContain(`error Run ${response.headers.get("x-run-id")} failed: MODEL_UNAVAILABLE.`);
});

test.each([
  ["text/html", 406, "NOT_ACCEPTABLE"],
  ["text/event-stream;q=0, application/json;q=0", 406, "NOT_ACCEPTABLE"],
])("given Accept is %s, when posted, then %d", async (accept, status, code) => {
  await using server = await served([]);

  const response = await post(`${server.url}/runs`, { input: "Hi" }, { accept });

  expect(await problemIn(response)).toMatchObject({ status, code });
});

test.each([
  ["text/event-stream", "text/event-stream"],
  ["text/event-stream, */*", "text/event-stream"],
  ["text/*", "text/event-stream"],
  ["application/json", "application/json"],
  ["*/*", "application/json"],
  ["application/json, text/event-stream;q=0.5", "application/json"],
])("given Accept is %s, when posted, then %s comes", async (accept, type) => {
  await using server = await served(["Hello"]);

  const response = await post(`${server.url}/runs`, { input: "Hi" }, { accept });
  await response.text();

  expect(response.headers.get("content-type")).toBe(type);
});

test("given ?events= has another word, when posted, then 422 and no run", async () => {
  await using server = await served([]);

  const response = await post(`${server.url}/runs?events=some`, { input: "Hi" }, EVENTS);

  expect(await problemIn(response)).toMatchObject({ status: 422, code: "INVALID_INPUT" });
});
