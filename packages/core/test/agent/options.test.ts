import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";

const model = new ScriptedModel([]);

/** What a caller without types may pass. */
const make =
  (options: object): (() => Agent) =>
  () =>
    new Agent({ model, ...options } as AgentOptions);

test.each([
  [{ name: "Ada Lovelace" }, "Ada Lovelace", "ada-lovelace"],
  [{ name: "Zoë's Agent 2" }, "Zoë's Agent 2", "zoë-s-agent-2"],
  [{ name: "!!!" }, "!!!", "agent"],
  [{ name: "Ada", agentId: "fixed" }, "Ada", "fixed"],
  [{}, "Agent", "agent"],
])("with %o it has a name and an id", (options, name, agentId) => {
  expect(new Agent({ model, ...options })).toMatchObject({ name, agentId });
});

test("an option that is not known is refused by name, with those that are", () => {
  expect(make({ guardrail: [] })).toThrow(
    expect.objectContaining({
      code: "INVALID_CONFIG",
      message: expect.stringMatching(/"guardrail".*instructions, tools/),
    }),
  );
});

test.each<[object, string]>([
  [{ modelSettings: { temprature: 1 } }, '"temprature"'],
  [{ timeouts: { callMS: 1 } }, '"callMS"'],
  [{ maxToolRounds: -1 }, "maxToolRounds"],
  [{ maxToolRounds: 1.5 }, "maxToolRounds"],
  [{ maxToolRounds: 1, maxIterations: 1 }, "maxIterations"],
  [{ maxParallelTools: 0 }, "maxParallelTools"],
  [{ maxRetries: Number.NaN }, "maxRetries"],
  [{ retryBackoffMs: "100" }, "retryBackoffMs"],
  [{ timeouts: { firstChunkMs: 0 } }, "timeouts.firstChunkMs"],
  [{ instructions: ["Be brief."] }, "instructions"],
  [{ name: 5 }, "name"],
  [{ whenSessionBusy: "queue" }, "whenSessionBusy"],
])("%o cannot work and is refused by name", (options, words) => {
  expect(make(options)).toThrow(
    expect.objectContaining({ code: "INVALID_CONFIG", message: expect.stringContaining(words) }),
  );
});

test.each([undefined, null, "openai/gpt-4o"])("options that are %j are none", (options) => {
  // What a caller without types may pass.
  const construct = (): Agent => new Agent(options as unknown as AgentOptions);

  expect(construct).toThrow(
    expect.objectContaining({ code: "INVALID_CONFIG", message: expect.stringContaining("one object") }),
  );
});

test("an unknown option of a run is refused by name", async () => {
  const { agent } = scripted([]);

  // What a caller without types may pass.
  const error = await rejection(agent.run("Hi", { session: "s" } as object));

  expect(error).toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining('"session"') });
});

test("modelSettings of the run go before the agent's, one by one", async () => {
  const played = scripted(["Hello"], { modelSettings: { temperature: 1, seed: 7 } });

  await played.agent.run("Hi", { modelSettings: { temperature: 0 } });

  expect(played.model.requests[0]?.settings).toEqual({ temperature: 0, seed: 7 });
});

test("providerOptions reach the model unchanged, the run's instead of the agent's", async () => {
  const own = { openai: { service_tier: "flex" } };
  const played = scripted(["1", "2"], { providerOptions: own });

  await played.agent.run("Hi");
  await played.agent.run("Hi", { providerOptions: { openai: { store: false } } });

  expect(played.model.requests.map((request) => request.providerOptions)).toEqual([own, { openai: { store: false } }]);
});

test("instructions reach the model beside the messages", async () => {
  const played = scripted(["Hello", "Hello"], { instructions: "Be brief." });

  const output = await played.agent.run("Hi");

  expect(played.model.requests[0]).toMatchObject({ instructions: "Be brief.", messages: [{ role: "user" }] });
  expect(JSON.stringify(output.toJSON({ events: true }))).not.toContain("Be brief.");
});

test("ids come from generateId", async () => {
  let count = 0;
  const { agent } = scripted(["Hello"], { generateId: () => `id-${(count += 1)}` });

  expect(await agent.run("Hi")).toMatchObject({ runId: "id-1", sessionId: "id-1" });
});

test("without ids given, runs have different ones", async () => {
  const { agent } = scripted(() => "Hello");

  const ids = new Set((await Promise.all(Array.from({ length: 50 }, () => agent.run("Hi")))).map((run) => run.runId));

  expect(ids.size).toBe(50);
});
