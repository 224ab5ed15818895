import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, toolkit } from "../../src/index.ts";
import type { Toolkit } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

/** A toolkit that keeps a diary of what is done with it. */
function diary(name = "kit", prefix = ""): { readonly kit: Toolkit<unknown>; readonly lines: string[] } {
  const lines: string[] = [];
  const kit = toolkit({
    name,
    prefix,
    tools: [echo],
    initialize: async () => void lines.push(`${name} opens`),
    close: async () => void lines.push(`${name} closes`),
  });
  return { kit, lines };
}

test("a toolkit is initialised once, before the first run that uses it", async () => {
  const { kit, lines } = diary();
  const { agent } = scripted(() => "Hello", { toolkits: [kit] });
  expect(lines).toEqual([]);

  await Promise.all([agent.run("Hi"), agent.run("Hi")]);
  await agent.run("Hi");

  expect(lines).toEqual(["kit opens"]);
});

test("its tools stand beside the agent's own, with its prefix", async () => {
  const { kit } = diary("kit", "kit_");
  const { agent, model } = scripted([calls(call("kit_echo", { text: "one" })), "Done"], {
    tools: [echo],
    toolkits: [kit],
  });

  const output = await agent.run("Go");

  expect(model.requests[0]?.toolNames).toEqual(["echo", "kit_echo"]);
  expect(output.tools[0]).toMatchObject({ toolName: "kit_echo", result: "one" });
});

test("open makes the toolkits ready, and close closes them", async () => {
  const { kit, lines } = diary();
  const { agent } = scripted([], { toolkits: [kit] });

  await agent.open();
  await agent.close();
  await agent.close();

  expect(lines).toEqual(["kit opens", "kit closes"]);
});

test("a toolkit that was never opened is not closed", async () => {
  const { kit, lines } = diary();
  const { agent } = scripted([], { toolkits: [kit] });

  await agent.close();

  expect(lines).toEqual([]);
});

test("a toolkit with nothing to initialise is closed all the same", async () => {
  const lines: string[] = [];
  const kit = toolkit({ name: "kit", tools: [echo], close: () => void lines.push("closed") });
  const { agent } = scripted(["Hello"], { toolkits: [kit] });
  await agent.run("Hi");

  await agent.close();

  expect(lines).toEqual(["closed"]);
});

test("a toolkit that fails to close does not keep the others open", async () => {
  const stuck = toolkit({ name: "stuck", tools: [], close: () => Promise.reject(new Error("stuck")) });
  const { kit, lines } = diary();
  const { agent } = scripted(["Hello"], { toolkits: [stuck, kit] });
  await agent.run("Hi");

  await expect(agent.close()).rejects.toThrow("stuck");

  expect(lines).toEqual(["kit opens", "kit closes"]);
});

test("a run after close opens the toolkits again", async () => {
  const { kit, lines } = diary();
  const { agent } = scripted(["One", "Two"], { toolkits: [kit] });
  await agent.run("Hi");
  await agent.close();

  await agent.run("Hi");

  expect(lines).toEqual(["kit opens", "kit closes", "kit opens"]);
});

test("a toolkit that fails to initialise fails the run, and the next run tries again without opening others twice", async () => {
  const good = diary("good", "good_");
  let tries = 0;
  const flaky = toolkit({
    name: "flaky",
    tools: [],
    initialize: () => {
      tries += 1;
      if (tries === 1) throw new Error("no network");
    },
  });
  const { agent } = scripted(["Hello"], { toolkits: [good.kit, flaky] });
  await rejection(agent.run("Hi"));

  const output = await agent.run("Hi");

  expect(output.content).toBe("Hello");
  expect(tries).toBe(2);
  expect(good.lines).toEqual(["good opens"]);
});

test("two tools of one name are refused at construction, with both origins", () => {
  const first = toolkit({ name: "first", tools: [echo] });
  const { kit } = diary("second");
  const { model } = scripted([]);
  const refused = (origins: RegExp): unknown =>
    expect.objectContaining({ code: "DUPLICATE_TOOL", message: expect.stringMatching(origins) });

  expect(() => new Agent({ model, tools: [echo, echo] })).toThrow(refused(/"echo": both from the list of tools/));
  expect(() => new Agent({ model, tools: [echo], toolkits: [first] })).toThrow(
    refused(/one from the list of tools, one from toolkit "first"/),
  );
  expect(() => new Agent({ model, toolkits: [first, kit] })).toThrow(
    refused(/one from toolkit "first", one from toolkit "second"/),
  );
});

test("a toolkit that knows its tools only when it is open may bring a clash to the run", async () => {
  const tools: (typeof echo)[] = [];
  const late: Toolkit<unknown> = { name: "late", tools, initialize: () => void tools.push(echo) };
  const { agent } = scripted([], { tools: [echo], toolkits: [late] });

  const error = await rejection(agent.run("Hi"));

  expect(error).toMatchObject({ code: "DUPLICATE_TOOL", message: expect.stringContaining('toolkit "late"') });
});

test.each<[string, object]>([
  ["tools", { tools: [() => "no tool"] }],
  ["tools", { tools: [undefined] }],
  ["a toolkit", { toolkits: [{ name: "kit", tools: [{ name: "x" }] }] }],
])("what is no tool among %s is refused at construction", (_title, options) => {
  const { model } = scripted([]);

  expect(() => new Agent({ model, ...options })).toThrow(expect.objectContaining({ code: "INVALID_TOOL" }));
});
