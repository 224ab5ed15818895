import { call, calls, fails, hangs, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, AgentCancelled, RunOutput } from "../../src/index.ts";
import type { AgentOptions, RunEvent, Tool } from "../../src/index.ts";
import { family, spawn } from "../support/family.ts";
import { rejection } from "../support/rejection.ts";
import { echo, notebook } from "../support/tools.ts";

function agentOf(model: ScriptedModel, options: Partial<AgentOptions> & { tools?: readonly Tool[] } = {}): Agent {
  return new Agent({ model, subAgents: true, ...options });
}

const names = (events: readonly RunEvent[], runId?: string): readonly string[] =>
  events
    .filter((event) => (runId === undefined || event.runId === runId) && !/^(Phase|ModelCall)/.test(event.event))
    .map(({ event }) => event);

/** What is told of a sub-agent that makes one call and answers, and then of its parent. */
const afterItsCall = [
  "ToolCallStarted",
  "ToolCallCompleted",
  "RunContent",
  "RunContentCompleted",
  "RunCompleted",
  "SubAgentCompleted",
  "ToolCallCompleted",
  "RunContent",
  "RunContentCompleted",
  "RunCompleted",
];

test("only the agent itself thinks first, not the sub-agents that its model starts", async () => {
  const model = family([calls(spawn("Find Paris", "c1")), "It is in France."], { "Find Paris": ["Found it."] });
  const thinker = new ScriptedModel(["Somebody should look."]);

  const output = await agentOf(model, { thinking: { model: thinker } }).run("Where is Paris?");

  expect(output.content).toBe("It is in France.");
  expect(thinker.callCount).toBe(1);
});

test("a sub-agent works on its goal, its events stand in the stream, its use in the metrics", async () => {
  const usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15 };
  const model = family(
    [
      { ...calls(spawn("Find Paris", "c1")), usage },
      { text: "It is in France.", usage },
    ],
    {
      "Find Paris": [
        { ...calls(call("echo", { text: "France" })), usage },
        { text: "France", usage },
      ],
    },
  );
  const agent = agentOf(model, { tools: [echo] });

  const output = await agent.run("Where is Paris?");

  expect(output.content).toBe("It is in France.");
  expect(output.tools).toMatchObject([{ toolName: "spawn_agent", result: "France", childRunId: expect.any(String) }]);
  const childId = output.tools[0]?.childRunId;
  expect(names(output.events)).toEqual([
    "RunStarted",
    "ToolCallStarted",
    "SubAgentSpawned",
    "RunStarted",
    ...afterItsCall,
  ]);
  expect(output.events.filter((event) => event.parentRunId === output.runId).every((e) => e.runId === childId)).toBe(
    true,
  );
  expect(output.metrics).toMatchObject({ modelCalls: 4, toolCalls: 2, totalTokens: 60 });
  expect(output.metrics.purposes).toMatchObject({ subAgents: { modelCalls: 2, totalTokens: 30 } });
  const stored = await agent.getRun(childId ?? "");
  expect(stored).toMatchObject({ status: "COMPLETED", parentRunId: output.runId, content: "France" });
});

test("several of one reply work at the same time, and no more than the policy allows", async () => {
  let working = 0;
  let most = 0;
  const busy = async (): Promise<string> => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setImmediate(resolve));
    working -= 1;
    return "done";
  };
  const goals = ["a", "b", "c", "d", "e"];
  const model = family(
    [calls(...goals.map((goal) => spawn(goal, goal))), "All done."],
    Object.fromEntries(goals.map((goal) => [goal, [busy]])),
  );

  const output = await agentOf(model, { subAgents: { maxConcurrent: 2 } }).run("Go");

  expect(output.tools.map(({ result }) => result)).toEqual(["done", "done", "done", "done", "done"]);
  expect(most).toBe(2);
});

test("a sub-agent that fails is told to the model, and the run goes on", async () => {
  const model = family([calls(spawn("break", "c1"), spawn("work", "c2")), "One of two."], {
    break: [fails("MODEL_BAD_REQUEST")],
    work: ["fine"],
  });

  const output = await agentOf(model).run("Go");

  expect(output.content).toBe("One of two.");
  expect(output.tools.map(({ status }) => status)).toEqual(["failed", "completed"]);
  expect(output.tools[0]?.result).toMatch(/^Sub-agent failed: /);
  expect(names(output.events)).toContain("SubAgentFailed");
});

test("a cancel reaches the sub-agents, whose ends stand before the end of the run", async () => {
  const model = family([calls(spawn("slow", "c1"), spawn("slower", "c2"))], {
    slow: [hangs()],
    slower: [hangs()],
  });
  const agent = agentOf(model);
  const stream = agent.runStream("Go");
  let spawned = 0;
  for await (const event of stream) {
    if (event.event === "ModelCallStarted" && event.parentRunId !== undefined) spawned += 1;
    if (spawned === 2) stream.cancel();
  }

  const output = await stream.output;

  expect(output.status).toBe("CANCELLED");
  const ends = names(output.events).filter((name) => /Killed|RunCancelled/.test(name));
  expect(ends).toEqual(["RunCancelled", "RunCancelled", "SubAgentKilled", "SubAgentKilled", "RunCancelled"]);
  expect(output.events.at(-1)?.runId).toBe(output.runId);
});

test("what a sub-agent asks a person is asked at the root, and settled there", async () => {
  const { write, notes } = notebook();
  const model = family([calls(spawn("note", "c1"), call("echo", { text: "beside" }, "c2")), "Noted."], {
    note: [calls(call("write", { text: "milk" }, "w1")), "written"],
  });
  const agent = agentOf(model, { tools: [write, echo] });

  const paused = await agent.run("Go");

  expect(paused.status).toBe("PAUSED");
  expect(paused.requirements).toMatchObject([
    { kind: "confirmation", subAgentCallId: "c1", toolExecution: { toolName: "write", toolArgs: { text: "milk" } } },
  ]);
  expect(paused.requirements[0]?.runId).toBe(paused.children?.[0]?.runId);
  expect(paused.tools.map(({ status }) => status)).toEqual(["waiting", "completed"]);
  expect(notes).toEqual([]);

  paused.requirements[0]?.confirm({ args: { text: "oat milk" } });
  const output = await agent.continueRun(paused);

  expect(output).toMatchObject({ status: "COMPLETED", content: "Noted." });
  expect(notes).toEqual(["oat milk"]);
  expect(output.tools[0]).toMatchObject({ status: "completed", result: "written" });
  expect(names(output.events)).toEqual(["RunContinued", "RunContinued", ...afterItsCall]);
});

test("the same from its JSON in another process", async () => {
  const { write, notes } = notebook();
  const script = (): ScriptedModel =>
    family([calls(spawn("note", "c1"), spawn("other", "c2")), "Noted."], {
      note: [calls(call("write", { text: "milk" }, "w1")), "written"],
      other: [calls(call("write", { text: "bread" }, "w1")), "not written"],
    });
  const paused = await agentOf(script(), { tools: [write] }).run("Go");
  const json = JSON.parse(JSON.stringify(paused));
  const [milk, bread] = RunOutput.fromJSON(json).requirements;
  // There the models have been asked already.
  const model = family(["Noted."], { note: ["written"], other: ["not written"] });
  const agent = agentOf(model, { tools: [write] });

  const half = await agent.continueRun(json, { decisions: [{ requirementId: milk?.id ?? "", action: "confirm" }] });

  expect(half.status).toBe("PAUSED");
  expect(half.requirements.map(({ id }) => id)).toEqual([bread?.id]);
  expect(half.children).toHaveLength(1);
  expect(notes).toEqual(["milk"]);

  const decisions = [{ requirementId: bread?.id ?? "", action: "reject", note: "No bread" }] as const;
  const output = await agent.continueRun(half.runId, { decisions });

  expect(output).toMatchObject({ status: "COMPLETED", content: "Noted." });
  expect(output.tools.map(({ result }) => result)).toEqual(["written", "not written"]);
  expect(notes).toEqual(["milk"]);
});

test("arguments that do not fit are refused before anything is claimed", async () => {
  const { write } = notebook();
  const model = family([calls(spawn("note", "c1")), "Noted."], {
    note: [calls(call("write", { text: "milk" }, "w1")), "written"],
  });
  const agent = agentOf(model, { tools: [write] });
  const paused = await agent.run("Go");
  const requirementId = paused.requirements[0]?.id ?? "";

  const wrong = agent.continueRun(paused, { decisions: [{ requirementId, action: "confirm", args: { text: 1 } }] });
  expect(await rejection(wrong)).toMatchObject({ code: "INVALID_DECISION" });
  const alone = agent.continueRun(paused.children?.[0]?.runId ?? "", {
    decisions: [{ requirementId, action: "confirm" }],
  });
  expect(await rejection(alone)).toMatchObject({ code: "RUN_CONFLICT" });

  const output = await agent.continueRun(paused, { decisions: [{ requirementId, action: "confirm" }] });
  expect(output.status).toBe("COMPLETED");
});

test("a paused run that is cancelled takes its sub-agents with it", async () => {
  const { write, notes } = notebook();
  const model = family([calls(spawn("note", "c1"))], { note: [calls(call("write", { text: "milk" }, "w1"))] });
  const agent = agentOf(model, { tools: [write] });
  const paused = await agent.run("Go");
  const heard: RunEvent[] = [];
  agent.events.on("*", (event) => heard.push(event));

  expect(await agent.cancelRun(paused.runId)).toBe(true);

  expect(names(heard)).toEqual([
    "RunContinued",
    "RunContinued",
    "ToolCallStarted",
    "ToolCallError",
    "RunCancelled",
    "SubAgentKilled",
    "ToolCallError",
    "RunCancelled",
  ]);
  expect(notes).toEqual([]);
  expect(await agent.getRun(paused.children?.[0]?.runId ?? "")).toMatchObject({ status: "CANCELLED" });
});

test("an agent is a tool of another one", async () => {
  const clerk = new Agent({ model: new ScriptedModel(["Page 7"]), name: "The Clerk" });
  const lookUp = clerk.asTool({ description: "Looks up pages." });
  const boss = new Agent({
    model: new ScriptedModel([calls(call("the_clerk", { input: "Where?" })), "On page 7."]),
    tools: [lookUp],
  });
  const heard: string[] = [];
  clerk.events.on("RunCompleted", ({ agentName, parentRunId }) => heard.push(`${agentName} ${parentRunId}`));

  const output = await boss.run("Where is it?");

  expect(output.content).toBe("On page 7.");
  expect(output.tools[0]?.result).toBe("Page 7");
  expect(heard).toEqual([`The Clerk ${output.runId}`]);
});

test("sub-agents spend what their root may spend", async () => {
  const usage = { inputTokens: 10, outputTokens: 40, totalTokens: 50 };
  const model = family(
    [
      { ...calls(spawn("a", "a"), spawn("b", "b")), usage },
      { text: "Never", usage },
    ],
    {
      a: [
        { ...calls(call("echo", { text: "x" })), usage },
        { text: "Never", usage },
      ],
      b: [
        { ...calls(call("echo", { text: "x" })), usage },
        { text: "Never", usage },
      ],
    },
  );

  const output = await agentOf(model, { tools: [echo], maxTotalTokens: 120 }).run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "maxTotalTokens" });
  expect(output.metrics.totalTokens).toBe(150);
});

test("a cancelled run says so also when it was cancelled while it paused", async () => {
  const { write } = notebook();
  const model = family([calls(spawn("note", "c1"))], { note: [calls(call("write", { text: "milk" }, "w1"))] });
  const agent = agentOf(model, { tools: [write] });
  const controller = new AbortController();
  agent.events.on("RunPaused", () => controller.abort());

  const error = await rejection(agent.run("Go", { signal: controller.signal }));

  expect(error).toBeInstanceOf(AgentCancelled);
});

test("a sub-agent that waits is cancelled with its root, not alone", async () => {
  const { write } = notebook();
  const model = family([calls(spawn("note", "c1"))], { note: [calls(call("write", { text: "milk" }, "w1"))] });
  const agent = agentOf(model, { tools: [write] });
  const paused = await agent.run("Go");
  const childId = paused.children?.[0]?.runId ?? "";

  expect(await rejection(agent.cancelRun(childId))).toMatchObject({ code: "RUN_CONFLICT" });
  expect(await agent.getRun(childId)).toMatchObject({ status: "PAUSED" });
});
