import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Agent } from "@definable/core";
import { serve } from "@definable/runtime";
import type { AgentInterface, ServeOptions } from "@definable/spec";
import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { door } from "../support/door.ts";
import { LogBook } from "../support/log-book.ts";
import { served } from "../support/served.ts";

const quiet = { handleSignals: false, logger: new LogBook() };
const agent = (): Agent => new Agent({ model: new ScriptedModel([]), logger: new LogBook() });

test.each<[string, readonly AgentInterface[], ServeOptions, boolean]>([
  ["a port", [], { port: 0 }, true],
  ["an interface", [door("chat")], {}, false],
  ["an interface and a port", [door("chat")], { port: 0 }, true],
  ["an interface, a port and enableServer false", [door("chat")], { port: 0, enableServer: false }, false],
])("given %s, when served, then HTTP is %s", async (...[, interfaces, options, isOn]) => {
  await using handle = await serve(agent(), ...interfaces, { ...options, ...quiet });

  expect(handle.url !== undefined).toBe(isOn);
});

test.each<[string, readonly AgentInterface[], ServeOptions]>([
  ["nothing", [], {}],
  ["an interface with routes", [door("hook", { routes: [{ method: "POST", path: "/hook" }] })], {}],
  ["an interface and enableServer", [door("chat")], { enableServer: true }],
  ["an interface and a host", [door("chat")], { host: "127.0.0.1" }],
])("given %s, when served, then HTTP is on port 8000", async (_name, interfaces, options) => {
  await using taken = await taking(8000);

  await expect(serve(agent(), ...interfaces, { ...options, ...quiet })).rejects.toMatchObject({
    code: "PORT_IN_USE",
    message: expect.stringContaining("Port 8000 of 127.0.0.1 is in use."),
  });
  expect(taken.port).toBe(8000);
});

test("given a port that is in use, when served, then the agent can be served elsewhere", async () => {
  await using taken = await taking(0);
  const one = agent();

  await expect(serve(one, { port: taken.port, ...quiet })).rejects.toMatchObject({ code: "PORT_IN_USE" });

  await using handle = await serve(one, { port: 0, ...quiet });
  expect((await fetch(`${handle.url}/health`)).status).toBe(200);
});

test.each(["0.0.0.0", "::", "192.168.1.7", "agent.example.com"])(
  "given the host %s without auth, when served, then it is refused by name",
  async (host) => {
    await expect(served([], { serve: { host } })).rejects.toMatchObject({
      code: "OPEN_SERVER",
      message: expect.stringContaining(host),
    });
  },
);

test("given insecure, when served on all addresses, then it listens and warns", async () => {
  await using server = await served([], { serve: { host: "0.0.0.0", insecure: true } });

  expect(server.log.lines.join("\n")).toMatch(/^warn .*0\.0\.0\.0.*without auth/m);
  expect((await fetch(`http://127.0.0.1:${new URL(server.url).port}/health`)).status).toBe(200);
});

test("given an address that is not this machine's, when served, then the error says so", async () => {
  await expect(served([], { serve: { host: "192.0.2.1", insecure: true } })).rejects.toMatchObject({
    code: "INVALID_CONFIG",
    message: expect.stringContaining("Cannot listen on 192.0.2.1"),
  });
});

test("given localhost, when served, then its URL says so", async () => {
  await using server = await served([], { serve: { host: "localhost" } });

  expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

/** Listens on a port so that nobody else can, unless somebody else does already. */
async function taking(port: number): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer();
  const isOurs = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
  });
  // A listening TCP server has an address with a port.
  const own = isOurs ? (server.address() as AddressInfo).port : port;
  return {
    port: own,
    [Symbol.asyncDispose]: () => new Promise((resolve) => (isOurs ? server.close(() => resolve()) : resolve())),
  };
}
