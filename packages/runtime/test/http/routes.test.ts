import { expect, test } from "vitest";
import { jsonIn, problemIn } from "../support/requests.ts";
import { exchange } from "../support/raw.ts";
import { served } from "../support/served.ts";

test("given a path without a route, when asked, then 404", async () => {
  await using server = await served([]);

  expect(await problemIn(await fetch(`${server.url}/nothing`))).toMatchObject({ status: 404, code: "NOT_FOUND" });
  expect(await problemIn(await fetch(`${server.url}/runs/`))).toMatchObject({ status: 404, code: "NOT_FOUND" });
});

test.each([
  ["GET", "/runs", "POST"],
  ["DELETE", "/runs/x", "GET, HEAD"],
  ["PUT", "/runs/x/continue", "POST"],
  ["GET", "/runs/x/cancel", "POST"],
  ["OPTIONS", "/runs", "POST"],
  ["POST", "/health", "GET, HEAD"],
])("given %s %s, when asked, then 405 with Allow: %s", async (method, path, allow) => {
  await using server = await served([]);

  const response = await fetch(`${server.url}${path}`, { method });

  expect(response.headers.get("allow")).toBe(allow);
  expect(await problemIn(response)).toMatchObject({ status: 405, code: "METHOD_NOT_ALLOWED" });
});

test("given HEAD, when asked for a GET route, then its headers come without a body", async () => {
  await using server = await served([]);

  const response = await fetch(`${server.url}/health`, { method: "HEAD" });

  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe("15");
  expect(await response.text()).toBe("");
});

test("given TRACE, an undecodable path, or a proxy's form, when sent, then a problem comes", async () => {
  await using server = await served([]);
  const send = (line: string) =>
    exchange(server.url, `${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);

  expect(await send("TRACE /health")).toMatch(/^HTTP\/1\.1 405 [^]*"METHOD_NOT_ALLOWED"/);
  expect(await send("GET /runs/%zz")).toMatch(/^HTTP\/1\.1 400 [^]*"BAD_REQUEST"/);
  expect(await send("GET http://evil.test/health")).toMatch(/^HTTP\/1\.1 400 [^]*"BAD_REQUEST"/);
});

test("given a fallback, when no route matches, then it answers, and routes and its own silence go as before", async () => {
  const fallback = (request: Request): Response | undefined =>
    new URL(request.url).pathname === "/" ? new Response("<h1>Chat</h1>") : undefined;
  await using server = await served([], { serve: { fallback } });

  expect(await (await fetch(`${server.url}/`)).text()).toBe("<h1>Chat</h1>");
  expect(await jsonIn(await fetch(`${server.url}/health`))).toEqual({ status: "ok" });
  expect((await fetch(`${server.url}/other`)).status).toBe(404);
});

test("given a fallback that throws, when asked, then 500 without its words", async () => {
  const fallback = (): never => {
    throw new Error("secret-of-the-page");
  };
  await using server = await served([], { serve: { fallback } });

  const problem = await problemIn(await fetch(`${server.url}/`));

  expect(problem).toMatchObject({ status: 500, code: "INTERNAL" });
  expect(JSON.stringify([problem, server.log.lines])).not.toContain("secret-of-the-page");
});
