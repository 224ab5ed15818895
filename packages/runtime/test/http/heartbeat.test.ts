import { says } from "@definable/testing";
import { expect, test } from "vitest";
import { EVENTS, post } from "../support/requests.ts";
import { served } from "../support/served.ts";
import { readBlocks } from "../support/sse.ts";

test("given a model that thinks for long, when streamed, then heartbeats come until it speaks", async () => {
  const gate = Promise.withResolvers<void>();
  await using server = await served([says("Hello", { gate: gate.promise })], { serve: { heartbeatMs: 5 } });
  const response = await post(`${server.url}/runs`, { input: "Hi" }, EVENTS);

  const blocks: string[] = [];
  let heartbeats = 0;
  for await (const block of readBlocks(response)) {
    blocks.push(typeof block === "string" ? block : block.event);
    if (typeof block === "string") heartbeats += 1;
    if (heartbeats === 2) gate.resolve();
  }

  expect(heartbeats).toBeGreaterThanOrEqual(2);
  expect(blocks[0]).toBe("RunStarted");
  expect(blocks.filter((block) => block.startsWith(":")).every((block) => block === ": heartbeat")).toBe(true);
  expect(blocks.at(-1)).toBe("RunCompleted");
});
