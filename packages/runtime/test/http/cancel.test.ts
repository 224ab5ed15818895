import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { EVENTS, jsonIn, post } from "../support/requests.ts";
import { served } from "../support/served.ts";
import { readEvents } from "../support/sse.ts";
import { endless, notebook } from "../support/tools.ts";

const cancel = (url: string, runId: unknown) => fetch(`${url}/runs/${String(runId)}/cancel`, { method: "POST" });

test("given a running run, when cancelled, then its stream ends with RunCancelled and its tool is told", async () => {
  const { wait, began, stopped } = endless();
  await using server = await served([calls(call("wait"))], { agent: { tools: [wait] } });
  const stream = await post(`${server.url}/runs`, { input: "Wait" }, EVENTS);
  await began;

  const response = await cancel(server.url, stream.headers.get("x-run-id"));

  expect([200, 202]).toContain(response.status);
  expect((await readEvents(stream)).at(-1)?.event).toBe("RunCancelled");
  await stopped;
});

test("given a paused run, when cancelled, then it has ended at once", async () => {
  const { writeNote, notes } = notebook();
  await using server = await served([calls(call("write_note", { text: "milk" }))], { agent: { tools: [writeNote] } });
  const { runId } = await jsonIn(await post(`${server.url}/runs`, { input: "Note: milk" }));

  const response = await cancel(server.url, runId);

  expect(response.status).toBe(200);
  expect(await jsonIn(response)).toEqual({ runId, status: "CANCELLED" });
  expect(notes).toEqual([]);
});

test("given a run that has ended, when cancelled, then 200 with how it ended", async () => {
  await using server = await served(["Hello"]);
  const { runId } = await jsonIn(await post(`${server.url}/runs`, { input: "Hi" }));

  const response = await cancel(server.url, runId);

  expect(response.status).toBe(200);
  expect(await jsonIn(response)).toEqual({ runId, status: "COMPLETED" });
});

test("given a run that has ended, when looked at, then its public output comes", async () => {
  await using server = await served(["Hello"]);
  const posted = await jsonIn(await post(`${server.url}/runs`, { input: "Hi" }));

  expect(await jsonIn(await fetch(`${server.url}/runs/${String(posted["runId"])}`))).toEqual(posted);
});
