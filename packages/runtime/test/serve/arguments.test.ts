import { Agent } from "@definable/core";
import { handler, serve } from "@definable/runtime";
import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { door } from "../support/door.ts";

const agent = new Agent({ model: new ScriptedModel([]) });

test.each([
  [[8000, door("late")], "Argument 1 of serve() is the number 8000"],
  [[8000, {}], "Argument 1 of serve() is the number 8000"],
  [[door("a"), { port: 0 }, door("b")], "Argument 2 of serve() is a value of type object"],
  [[Number.NaN], "The option port of serve() must be a whole number from 0 to 65535; it is NaN."],
  [[70_000], "it is 70000."],
  [[-1], "it is -1."],
  [[80.5], "it is 80.5."],
  [["8000"], 'it is "8000".'],
  [[undefined], "it is a value of type undefined."],
  [[null], "it is null."],
  [[{ port: "8000" }], "The option port"],
  [[{ prot: 8000 }], 'serve() has no option "prot" in this version. The options are: port, host'],
  [[{ host: "" }], "The option host"],
  [[{ insecure: "yes" }], "The option insecure"],
  [[{ drainMs: -1 }], "The option drainMs"],
  [[{ heartbeatMs: 0 }], "The option heartbeatMs"],
  [[{ heartbeatMs: Number.POSITIVE_INFINITY }], "The option heartbeatMs"],
  [[{ logger: {} }], "The option logger"],
  [[{ fallback: "index.html" }], "The option fallback"],
  [[{ enableServer: false }], "nothing would be served"],
])("given the arguments %j, when served, then the wrong one is named", async (args, words) => {
  const served = Reflect.apply(serve, undefined, [agent, ...args]);

  await expect(served).rejects.toMatchObject({ code: "INVALID_CONFIG", message: expect.stringContaining(words) });
});

test("given no agent, when served, then the call is shown as it should be", async () => {
  await expect(Reflect.apply(serve, undefined, [8000])).rejects.toThrow(
    "The first argument must be an agent: serve(agent, 8000)",
  );
});

test.each([
  [{ port: 8000 }, 'handler() has no option "port" in this version. The options are: allowedHosts'],
  [{ heartbeatMs: "5" }, "The option heartbeatMs of handler() must be a whole number of milliseconds"],
  [8000, "The last argument of handler() must be options; it is 8000."],
])("given the options %j, when a handler is made, then the wrong one is named", (options, words) => {
  expect(() => Reflect.apply(handler, undefined, [agent, options])).toThrow(words);
});
