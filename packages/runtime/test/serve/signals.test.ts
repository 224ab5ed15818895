import { expect, test } from "vitest";
import { child } from "../support/child.ts";
import { EVENTS, jsonIn, post } from "../support/requests.ts";
import { readEvents } from "../support/sse.ts";

async function waiting() {
  const own = child("serve-and-wait.ts");
  const url = (await own.line("url ")).slice(4);
  const stream = await post(`${url}/runs`, { input: "Wait" }, EVENTS);
  await own.line("waiting");
  return { own, url, stream };
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "given a run under way, when %s comes, then the run ends, then the process",
  async (signal) => {
    const { own, url, stream } = await waiting();
    using _killed = own;

    own.process.kill(signal);
    await own.line(`${signal}: closing`);
    expect(await jsonIn(await fetch(`${url}/health`))).toEqual({ status: "closing" });
    own.process.stdin?.write("go on\n");

    expect((await readEvents(stream)).at(-1)?.data).toMatchObject({ event: "RunCompleted", content: "Done." });
    expect(await own.line("closed")).toBe("closed, 0 listeners left");
    expect(await own.ended).toBe(0);
  },
  20_000,
);

test("given a run under way, when a second signal comes, then the process exits at once", async () => {
  const { own, stream } = await waiting();
  using _killed = own;

  own.process.kill("SIGTERM");
  await own.line("SIGTERM: closing");
  own.process.kill("SIGTERM");

  expect(await own.ended).toBe(143);
  await expect(stream.text()).rejects.toThrow();
}, 20_000);
