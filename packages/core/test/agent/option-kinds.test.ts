import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions, ContinueOptions, RunOptions } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";

const ofRuns: readonly (readonly [string, unknown, RegExp])[] = [
  ["an option that is none", { shape: {} }, /no option of a run "shape"/],
  ["a session id that is a number", { sessionId: 5 }, /"sessionId" must be a string/],
  ["an empty user id", { userId: "" }, /"userId" must be a string with something in it/],
  ["a controller for a signal", { signal: new AbortController() }, /pass controller\.signal/],
  ["messages that are no list", { messages: "hi" }, /"messages" must be a list/],
  ["a model setting that is none", { modelSettings: { maxTokens: 5 } }, /no model setting "maxTokens"/],
  ["a level of reasoning that is none", { modelSettings: { reasoning: "extreme" } }, /"low" or "medium" or "high"/],
  ["null", null, /one object; got null/],
];

test.each(ofRuns)("a run refuses %s", async (_what, options, words) => {
  const { agent } = scripted(["Hello"]);

  // What a caller without types may pass.
  const error = await rejection(agent.run("Hi", options as RunOptions));

  expect(error).toMatchObject({ code: "INVALID_INPUT" });
  expect(String(error)).toMatch(words);
});

const ofAgents: readonly (readonly [string, object, RegExp])[] = [
  ["tools that are no list", { tools: {} }, /"tools" must be a list/],
  ["a store that is none", { store: {} }, /must be a Store/],
  ["a switch that is a word", { keepEvents: "no" }, /"keepEvents" must be true or false/],
  ["a time limit that is none", { timeouts: { firstChunk: 5 } }, /no time limit "firstChunk"/],
  ["two names for one limit", { maxIterations: 3, maxToolRounds: 3 }, /another name of maxToolRounds/],
  ["an option of sub-agents that is none", { subAgents: { max: 2 } }, /no option of subAgents "max"/],
  ["sub-agents that are a number", { subAgents: 3 }, /"subAgents" must be true, false or an object/],
  ["a rule that is none", { whenSessionBusy: "reject" }, /"wait" or "refuse"/],
];

test.each(ofAgents)("an Agent refuses %s", (_what, options, words) => {
  // What a caller without types may pass.
  expect(() => new Agent({ model: "openai/gpt-4o", ...options } as AgentOptions)).toThrow(words);
});

test("a continuation refuses decisions that are none", async () => {
  const { agent } = scripted(["Hello"]);

  const error = await rejection(agent.continueRun("r", { decisions: [null] } as unknown as ContinueOptions));

  expect(error).toMatchObject({ code: "INVALID_DECISION" });
});
