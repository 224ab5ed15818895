import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { fetchFile } from "../../src/readers/fetch-file.ts";
import { rejection } from "../support/rejection.ts";

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

async function serving(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  opened.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/a.txt`);
}

const bounds = { signal: new AbortController().signal, maxBytes: 10 };

test("a file is fetched whole", async () => {
  const url = await serving((_, response) => response.end("ten bytes!"));

  expect(new TextDecoder().decode(await fetchFile(url, bounds))).toBe("ten bytes!");
});

test("of a file that is too long no more is read", async () => {
  const closed = Promise.withResolvers<void>();
  const url = await serving((_, response) => {
    response.on("close", closed.resolve);
    response.write("eleven bytes and more");
  });

  expect(await fetchFile(url, bounds)).toBeUndefined();
  await closed.promise;
});

test("a redirect is refused, wherever it leads", async () => {
  const paths: (string | undefined)[] = [];
  const url = await serving(({ url: path }, response) => {
    paths.push(path);
    response.writeHead(302, { location: "/secret" }).end();
  });

  expect(await rejection(fetchFile(url, bounds))).toMatchObject({ message: expect.stringContaining("answered 302") });
  expect(paths).toEqual(["/a.txt"]);
});

test("a signal ends it", async () => {
  const controller = new AbortController();
  const url = await serving(() => controller.abort(new Error("enough")));

  expect(String(await rejection(fetchFile(url, { ...bounds, signal: controller.signal })))).toContain("enough");
});
