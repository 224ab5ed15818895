import { call, calls, fails, hangs, says, tokens } from "@definable/testing";
import type { Script } from "@definable/testing";
import type { Guardrail, RunEvent } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool, toolkit } from "../../src/index.ts";
import type { Agent, AgentOptions } from "../../src/index.ts";
import { regexFilter, toolBlocklist } from "../../src/guardrails.ts";
import { breaks, echo, notebook, waiter } from "../support/tools.ts";
import { scripted } from "../support/scripted.ts";
import { recorder, untouchable } from "./record.ts";

/** A clock that moves with each look. */
function ticking(): () => number {
  let now = 1_700_000_000_000;
  return () => (now += 7);
}

/** Records what a play does with an agent, and replays it with one that must not be asked anything. */
async function replayed(
  play: (agent: Agent) => Promise<unknown>,
  script: Script,
  options: Omit<AgentOptions, "model"> = {},
): Promise<readonly RunEvent[]> {
  const { agent } = scripted(script, { now: ticking(), name: "Recorded", ...options });
  const events = recorder(agent);
  await play(agent);
  const { maxToolRounds } = options;

  const replay = await untouchable({ maxToolRounds }).replay(events);

  expect(replay.difference).toBeUndefined();
  expect(replay.events.map((event) => JSON.stringify(event))).toEqual(events.map((event) => JSON.stringify(event)));
  return events;
}

const settled = async (run: Promise<unknown>): Promise<unknown> => run.catch((error: unknown) => error);

test("a text that was streamed, with its thoughts and its tokens", async () => {
  const prices = { "test/scripted": { input: 1, output: 2, asOf: "2026-01-01", source: "test" } };
  const script = [says(["Hel", "lo"], { reasoning: ["Hm", "m"], usage: tokens(10, 5) })];

  await replayed((agent) => agent.run("Hi", { userId: "u", metadata: { a: 1 }, sessionId: "s" }), script, { prices });
});

test("earlier turns of a session", async () => {
  const { agent } = scripted(["One", "Two"], { now: ticking(), name: "Recorded" });
  await agent.run("Hi", { sessionId: "s" });
  const events = recorder(agent);
  await agent.run("And?", { sessionId: "s" });

  const replay = await untouchable().replay(events);

  expect(replay.difference).toBeUndefined();
  expect(replay.output.messages).toHaveLength(4);
});

test("parallel tools that end in another order, one of them failing", async () => {
  const slow = waiter("slow");
  const quick = tool({
    name: "quick",
    description: "Quick.",
    inputSchema: z.object({}),
    execute: (_input, { emit }) => {
      emit("half", { done: 1 });
      slow.go();
      return "quick";
    },
  });
  const script = [
    calls(call("slow"), call("quick"), call("breaks", { text: "no" }), call("nothing"), call("echo", "{")),
    "Done",
  ];

  const events = await replayed((agent) => agent.run("Go"), script, { tools: [slow.wait, quick, breaks, echo] });

  expect(events.filter(({ event }) => event === "ToolCallError")).toHaveLength(3);
});

test("sequential calls, a cap, hooks and results in pieces", async () => {
  const pieces = tool({
    name: "pieces",
    description: "Speaks in pieces.",
    inputSchema: z.object({}),
    async *execute() {
      yield "a";
      yield "b";
    },
    preHook: () => undefined,
    postHook: () => undefined,
  });
  const last = echo.with({ name: "last", sequential: true });
  const script = [
    calls(
      call("last", { text: "1" }),
      call("pieces"),
      call("pieces"),
      call("echo", { text: "2" }),
      call("last", { text: "3" }),
    ),
    "Done",
  ];

  await replayed((agent) => agent.run("Go"), script, { tools: [pieces, last, echo], maxParallelTools: 1 });
});

test("a run that pauses twice and goes on, with a denial and a result from elsewhere", async () => {
  const { write } = notebook();
  const outside = tool({
    name: "outside",
    description: "Elsewhere.",
    inputSchema: z.object({}),
    externalExecution: true,
  });
  const script = [
    calls(call("echo", { text: "x" }), call("write", { text: "a" }), call("write", { text: "b" }), call("outside")),
    calls(call("write", { text: "c" })),
    "Done",
  ];
  const play = async (agent: Agent): Promise<void> => {
    const first = await agent.run("Go", { sessionId: "s" });
    first.requirements[0]?.confirm({ args: { text: "A" } });
    first.requirements[2]?.setExternalExecutionResult({ ok: true });
    const second = await agent.continueRun(first);
    second.activeRequirements[0]?.reject("not b");
    const third = await agent.continueRun(second, { decidedBy: "ann" });
    third.requirements[0]?.confirm();
    await agent.continueRun(third);
  };

  const events = await replayed(play, script, { tools: [echo, write, outside] });

  expect(events.filter(({ event }) => event === "RunPaused")).toHaveLength(3);
});

test("what was said to the run on its way", async () => {
  const slow = waiter();
  const play = async (agent: Agent): Promise<void> => {
    const stream = agent.runStream("Go");
    await slow.began;
    void stream.steer("In French");
    void stream.steer("And short");
    void stream.queue("Then in Dutch");
    slow.go();
    await stream.output;
  };

  const events = await replayed(play, [calls(call("wait")), "Oui", "Ja"], { tools: [slow.wait] });

  expect(events.filter(({ event }) => event === "RunInputAdded")).toHaveLength(3);
});

test.each([
  ["in the middle of a text", "RunContent", [hangs({ text: "Half", afterDeltas: 1 })]],
  ["before the model is asked", "PhaseStarted", ["Never"]],
  ["when the model is asked", "ModelCallStarted", ["Never"]],
  ["when calls begin", "ToolCallStarted", [calls(call("echo", { text: "a" }), call("wait"))]],
  ["between two tools", "ToolCallCompleted", [calls(call("echo", { text: "a" }), call("wait"))]],
  ["when the model has answered", "ModelCallCompleted", [calls(call("echo", { text: "a" }), call("wait"))]],
] as const)("a cancel %s", async (_when, name, script) => {
  const play = async (agent: Agent): Promise<void> => {
    const controller = new AbortController();
    agent.events.on(name, () => controller.abort("enough"));
    await settled(agent.run("Go", { signal: controller.signal }));
  };

  const events = await replayed(play, script, { tools: [echo, waiter().wait] });

  expect(events.at(-1)).toMatchObject({ event: "RunCancelled", reason: "enough" });
});

test("tries, and a failure after them", async () => {
  const script = [fails("MODEL_OVERLOADED"), "Hello", fails("MODEL_QUOTA")];

  const events = await replayed((agent) => agent.run("Hi"), script);

  expect(events.find(({ event }) => event === "ModelCallCompleted")).toMatchObject({ attempts: 2 });
  await replayed((agent) => settled(agent.run("Hi")), [fails("MODEL_QUOTA")]);
});

test("limits: of rounds, of tokens and of time", async () => {
  const again = calls(call("echo", { text: "a" }));
  const used = { ...again, usage: tokens(100, 10) };

  await replayed((agent) => agent.run("Go"), [again, "Done"], { tools: [echo], maxToolRounds: 1 });
  await replayed((agent) => agent.run("Go"), [used], { tools: [echo], maxTotalTokens: 50 });
  const { wait } = waiter();
  let now = 0;
  const late = echo.with({ name: "late" });
  await replayed((agent) => agent.run("Go", { maxDurationMs: 5 }), [calls(call("wait"), call("late", { text: "x" }))], {
    tools: [wait, late],
    now: () => (now += 1),
  });
});

test("sub-agents are told again, in the stream of their root", async () => {
  const script = [
    calls(call("spawn_agent", { goal: "one" }), call("spawn_agent", { goal: "two" }), call("echo", { text: "x" })),
    "A",
    "B",
    "Done",
  ];

  const events = await replayed((agent) => agent.run("Go"), script, { tools: [echo], subAgents: true });

  expect(new Set(events.map(({ runId }) => runId)).size).toBe(3);
});

test("a tool that ends the run", async () => {
  const stops = echo.with({ stopAfterToolCall: true });

  await replayed((agent) => agent.run("Go"), [calls(call("echo", { text: "the end" }))], { tools: [stops] });
});

test("an answer of a middleware, and its failure", async () => {
  const answer = (): { readonly content: string } => ({ content: "From the cache" });
  await replayed((agent) => agent.use(answer).run("Hi"), []);

  const throws = async (_context: unknown, next: () => Promise<unknown>): Promise<void> => {
    await next();
    throw new TypeError("sk-1");
  };
  await replayed((agent) => settled(agent.use(throws).run("Hi")), ["Hello"]);
});

test("phases of your own and what they tell", async () => {
  const play = (agent: Agent): Promise<unknown> => {
    agent.pipeline.add({ name: "mine", run: ({ emit }) => emit("mine", [1, 2]) }, { before: "compose" });
    agent.hook("after:invoke_loop", async ({ emit }) => emit("after", null));
    return agent.run("Hi");
  };

  await replayed(play, ["Hello"]);
});

test("the JSON of an output with its events is a record, and no toolkit is opened for it", async () => {
  const { agent } = scripted(["Hello"], { now: ticking(), name: "Recorded" });
  const output = await agent.run("Hi");
  const kit = toolkit({
    name: "kit",
    tools: [],
    initialize: () => {
      throw new Error("A replay must not come here.");
    },
  });

  const replay = await untouchable({ toolkits: [kit] }).replay(output.toJSON({ events: true }));

  expect(replay.difference).toBeUndefined();
  expect(JSON.stringify(replay.output.toJSON())).toBe(JSON.stringify(output.toJSON()));
});

test("an answer of a shape, mended once", async () => {
  const outputSchema = z.object({ n: z.number() });
  const script = [
    calls(call("echo", { text: "one" })),
    says('{"n":"one"}'),
    says('{ "n": 1 }', { usage: tokens(3, 2) }),
  ];

  const events = await replayed((agent) => agent.run("Count", { outputSchema }), script, { tools: [echo] });

  expect(events.at(-1)).toMatchObject({ event: "RunCompleted", contentType: "json", parsed: { n: 1 } });
});

test("an answer that did not get its shape", async () => {
  const outputSchema = z.object({ n: z.number() });

  const events = await replayed(
    (agent) => settled(agent.run("Count", { outputSchema })),
    [says('{"n":"one"}'), says("No.")],
  );

  expect(events.at(-1)).toMatchObject({ event: "RunError", errorCode: "OUTPUT_INVALID" });
});

const hides = (kind: "input" | "output"): Guardrail => regexFilter([/secret/], { action: "modify", applies: [kind] });
const blocks = (kind: "input" | "output"): Guardrail => regexFilter([/secret/], { action: "block", applies: [kind] });

test.each([
  { what: "an input that passed", guardrails: [hides("input")], input: "Hi", status: "COMPLETED" },
  { what: "an input that was changed", guardrails: [hides("input")], input: "My secret", status: "COMPLETED" },
  { what: "an input that was blocked", guardrails: [blocks("input")], input: "My secret", status: "BLOCKED" },
  { what: "a reply that was changed", guardrails: [hides("output")], input: "Say it", status: "COMPLETED" },
  { what: "a reply that was blocked", guardrails: [blocks("output")], input: "Say it", status: "BLOCKED" },
  { what: "a call that was blocked", guardrails: [toolBlocklist(["echo"])], input: "Hi", status: "COMPLETED" },
] as const)("guardrails: $what", async ({ guardrails, input, status }) => {
  const script = [
    { ...says("Let me see."), toolCalls: [call("echo", { text: "one" })] },
    says("It is a secret.", { reasoning: "Hm", usage: tokens(3, 2) }),
  ];

  const events = await replayed((agent) => agent.run(input, { sessionId: "s" }), script, { tools: [echo], guardrails });

  expect(events.at(-1)).toMatchObject({ event: "RunCompleted", status });
});

test("sub-agents that waited for a person, one after the other", async () => {
  const { write } = notebook();
  const goals = ["one", "two"].map((goal) => call("spawn_agent", { goal }, goal));
  const script: Script = ({ messages }) => {
    const [first] = messages;
    const said = first?.role === "user" ? first.content : "";
    if (messages.at(-1)?.role === "tool") return "Done.";
    return said === "one" || said === "two" ? calls(call("write", { text: said }, "w")) : calls(...goals);
  };
  const events = await replayed(
    async (agent) => {
      const paused = await agent.run("Go", { sessionId: "s" });
      const [one, two] = paused.requirements.map(({ id }) => id);
      const half = await agent.continueRun(paused, { decisions: [{ requirementId: one ?? "", action: "confirm" }] });
      await agent.continueRun(half, { decisions: [{ requirementId: two ?? "", action: "reject", note: "No" }] });
    },
    script,
    { tools: [write], subAgents: true },
  );

  expect(events.filter(({ event }) => event === "RunPaused").length).toBeGreaterThan(2);
  expect(events.at(-1)).toMatchObject({ event: "RunCompleted", content: "Done." });
});
