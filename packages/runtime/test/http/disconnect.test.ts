import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { EVENTS, post } from "../support/requests.ts";
import { dial } from "../support/raw.ts";
import { served } from "../support/served.ts";
import { endless } from "../support/tools.ts";

test.each(["application/json", "text/event-stream"])(
  "given a client that waits for %s, when it hangs up, then its run is cancelled",
  async (accept) => {
    const { wait, began, stopped } = endless();
    await using server = await served([calls(call("wait"))], { agent: { tools: [wait] } });
    const cancelled = new Promise<void>((resolve) => {
      server.agent.events.on("RunCancelled", () => resolve());
    });
    const socket = await dial(server.url);
    const head = `POST /runs HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: ${accept}\r\n`;
    socket.write(`${head}content-length: 16\r\n\r\n{"input":"Wait"}`);
    await began;

    socket.destroy();

    await Promise.all([stopped, cancelled]);
  },
);

test("given a long run, when memory is collected and then the client hangs up, then its run is still cancelled", async () => {
  const { wait, began, stopped } = endless();
  await using server = await served([calls(call("wait"))], { agent: { tools: [wait] } });
  const leaving = new AbortController();
  const answer = fetch(`${server.url}/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"input":"Wait"}',
    signal: leaving.signal,
  });
  await began;
  collectGarbage();

  leaving.abort();

  await expect(answer).rejects.toThrow();
  await stopped;
});

test("given a reader that stops in the middle, when it cancels, then its run is cancelled", async () => {
  const { wait, began, stopped } = endless();
  await using server = await served([calls(call("wait"))], { agent: { tools: [wait] } });
  const response = await post(`${server.url}/runs`, { input: "Wait" }, EVENTS);
  await began;

  await response.body?.cancel();

  await stopped;
});

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  // The flag puts `gc` into contexts made after it.
  const gc: unknown = runInNewContext("gc");
  if (typeof gc !== "function") throw new Error("This Node has no gc");
  gc();
}
