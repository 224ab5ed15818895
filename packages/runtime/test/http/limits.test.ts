import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { jsonIn, post, problemIn } from "../support/requests.ts";
import { dial, exchange, readToEnd } from "../support/raw.ts";
import { served } from "../support/served.ts";

test("given a body of 2 MB, when posted, then 413", async () => {
  await using server = await served([]);

  const response = await post(`${server.url}/runs`, { input: "x".repeat(2_000_000) });

  expect(await problemIn(response)).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
});

test("given a body of 2 MB in chunks without a length, when posted, then 413", async () => {
  await using server = await served([]);
  const socket = await dial(server.url);
  const answer = readToEnd(socket);

  socket.write("POST /runs HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\n");
  socket.write("transfer-encoding: chunked\r\n\r\n");
  for (let chunk = 0; chunk < 32; chunk += 1) socket.write(`10000\r\n${"x".repeat(65_536)}\r\n`);
  socket.write("0\r\n\r\n");

  expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*"BODY_TOO_LARGE"/);
});

test.each([
  ["lists", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ["objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
  ["input", `{"input":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ["metadata", `{"input":"Hi","metadata":${'{"a":'.repeat(64)}1${"}".repeat(64)}}`],
])("given 100,000 levels of %s, when posted, then 400 and the server goes on", async (_name, body) => {
  await using server = await served([]);

  const response = await post(`${server.url}/runs`, body);

  expect(await problemIn(response)).toMatchObject({ status: 400, code: "BODY_TOO_DEEP" });
  expect(await jsonIn(await fetch(`${server.url}/health`))).toEqual({ status: "ok" });
});

test("given brackets inside strings, when posted, then they are no levels", async () => {
  await using server = await served(["Fine."]);

  const response = await post(`${server.url}/runs`, { input: `"\\${"[{".repeat(500)}` });

  expect(response.status).toBe(200);
});

test.each([
  '{"input":"Hi","__proto__":{"isAdmin":true}}',
  String.raw`{"input":"Hi","metadata":{"\u005f_proto__":{"isAdmin":true}}}`,
  '{"input":"Hi","metadata":{"constructor":{"prototype":{"isAdmin":true}}}}',
])("given the poisoned body %s, when posted, then 400", async (body) => {
  await using server = await served([]);

  const response = await post(`${server.url}/runs`, body);

  expect(await problemIn(response)).toMatchObject({ status: 400, code: "BAD_REQUEST" });
  expect(Reflect.get({}, "isAdmin")).toBeUndefined();
});

test.each([
  "text/plain",
  "application/json\ta",
  "application/json; charset=latin1",
  "application/x-www-form-urlencoded",
])("given the content type %j, when posted, then 415", async (type) => {
  await using server = await served([]);

  const response = await post(`${server.url}/runs`, { input: "Hi" }, { "content-type": type });

  expect(await problemIn(response)).toMatchObject({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
});

test("given a compressed body, when posted, then 415", async () => {
  await using server = await served([]);

  const response = await fetch(`${server.url}/runs`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    body: gzipSync('{"input":"Hi"}'),
  });

  expect(await problemIn(response)).toMatchObject({ status: 415 });
});

test("given bytes that are not UTF-8, when posted, then 400", async () => {
  await using server = await served([]);

  const response = await fetch(`${server.url}/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: Uint8Array.of(0x7b, 0xff, 0x7d),
  });

  expect(await problemIn(response)).toMatchObject({ status: 400, code: "INVALID_JSON" });
});

test("given headers of 20 KB, when sent, then 431", async () => {
  await using server = await served([]);

  const answer = await exchange(
    server.url,
    `GET /health HTTP/1.1\r\nhost: localhost\r\nx-long: ${"x".repeat(20_000)}\r\n\r\n`,
  );

  expect(answer).toMatch(/^HTTP\/1\.1 431 [^]*application\/problem\+json/);
});

test("given something that is not HTTP, when sent, then 400", async () => {
  await using server = await served([]);

  expect(await exchange(server.url, "\u0016\u0003\u0001 hello\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [^]*"BAD_REQUEST"/);
});

test("given clients that drip a header, drip a body, or say nothing, when waited for, then each is hung up on", async () => {
  await using server = await served([]);
  const [header, body, silent] = await Promise.all([dial(server.url), dial(server.url), dial(server.url)]);
  const answers = [header, body, silent].map(readToEnd);

  header.write("GET /health HTTP/1.1\r\nhost: localhost\r\n");
  body.write(
    "POST /runs HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{",
  );
  const drip = setInterval(() => [header.write("x: y\r\n"), body.write(" ")], 500);

  const [toHeader = "", toBody = ""] = await Promise.all(answers).finally(() => clearInterval(drip));
  expect(toHeader).toMatch(/^HTTP\/1\.1 408 [^]*"REQUEST_TIMEOUT"/);
  expect(toBody).toMatch(/^HTTP\/1\.1 408 [^]*"REQUEST_TIMEOUT"/);
}, 20_000);
