import { expect, test } from "vitest";
import { callerCheck } from "../../src/http/caller/caller-check.ts";
import { incomingOf } from "../../src/http/incoming.ts";
import { problemIn } from "../support/requests.ts";
import { exchange } from "../support/raw.ts";
import { served } from "../support/served.ts";

const ask = (url: string, host: string) =>
  exchange(url, `GET /health HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);

test.each([
  "evil.test",
  "localhost.evil.test",
  "127.0.0.1.evil.test",
  "localhost:8000@evil.test",
  "10.0.0.1",
  "evil.test:80",
])("given the Host %s, when asked, then 421", async (host) => {
  await using server = await served([]);

  expect(await ask(server.url, host)).toMatch(/^HTTP\/1\.1 421 [^]*"FOREIGN_HOST"/);
});

test.each([
  "localhost",
  "LOCALHOST:9999",
  "127.0.0.1",
  "127.9.9.9:1",
  "[::1]:8000",
  "localhost.",
  "agent.example.com:443",
])("given the Host %s, when asked, then it is welcome", async (host) => {
  await using server = await served([], { serve: { allowedHosts: ["Agent.example.com"] } });

  expect(await ask(server.url, host)).toMatch(/^HTTP\/1\.1 200 /);
});

test.each(["https://evil.test", "null", "http://localhost:1", "http://localhost.evil.test"])(
  "given a page of %s, when it posts, then 403",
  async (origin) => {
    await using server = await served([]);

    const response = await fetch(`${server.url}/runs`, { method: "POST", headers: { origin } });

    expect(await problemIn(response)).toMatchObject({ status: 403, code: "FOREIGN_ORIGIN" });
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
  },
);

test("given the server's own page or an allowed one, when it asks, then it is welcome", async () => {
  await using server = await served([], { serve: { allowedOrigins: ["https://app.example.com"] } });

  for (const origin of [server.url, "https://app.example.com"]) {
    expect((await fetch(`${server.url}/health`, { headers: { origin } })).status).toBe(200);
  }
});

test.each([
  { allowedHosts: ["https://a.test"] },
  { allowedOrigins: ["a.test"] },
  { allowedOrigins: ["https://a.test/"] },
])("given %j, when served, then the entry is refused by name", async (serve) => {
  await expect(served([], { serve })).rejects.toThrow(/allowed(Hosts|Origins) holds/);
});

test.each([
  ["192.168.1.7", "192.168.1.7:8000", 200],
  ["fd00::1", "[FD00::1]:8000", 200],
  ["0.0.0.0", "0.0.0.0:8000", 421],
  ["0.0.0.0", "192.168.1.7:8000", 421],
])("given the address %s, when named as %s, then %d", async (host, name, status) => {
  const check = callerCheck({ host });
  const incoming = incomingOf(new Request("http://localhost/", { headers: { host: name } }));

  const refused = await Promise.resolve(incoming)
    .then(check, undefined)
    .catch((error: unknown) => error);

  expect(refused).toEqual(status === 200 ? undefined : expect.objectContaining({ code: "FOREIGN_HOST", status }));
});
