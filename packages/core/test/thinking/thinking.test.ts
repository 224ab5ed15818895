import type { JsonObject } from "@definable/spec";
import { call, calls, collect, fails, hangs, says, ScriptedModel, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { CANARY, noCanaryOut } from "../guardrails/canary.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const THOUGHT = { analysis: "They want a & b.", approach: "Echo it.", toolPlan: ["echo"] };
const thinks = (thought: JsonObject = THOUGHT, usage = tokens(10, 5)) =>
  says(JSON.stringify(thought), { usage, chunkSize: 7 });
const cutShort = expect.objectContaining({ event: "PhaseCompleted", phaseName: "think", error: expect.any(String) });
const BLOCK = "<analysis>\nThey want a & b.\nApproach: Echo it.\nTools to use: echo\n</analysis>";

test("the agent thinks once, and the model answers with what came of it", async () => {
  const { agent, model } = scripted([thinks(), calls(call("echo", { text: "a" })), "Done."], {
    instructions: "You echo.",
    tools: [echo],
    thinking: true,
  });

  const output = await agent.run("Echo a.");

  expect(output.content).toBe("Done.");
  const [thinking, first, second] = model.requests;
  expect(thinking?.toolNames).toEqual([]);
  expect(thinking?.messages).toEqual([{ role: "user", content: "Echo a." }]);
  expect([first?.instructions, second?.instructions]).toEqual([`You echo.\n\n${BLOCK}`, `You echo.\n\n${BLOCK}`]);
});

test("a model that cannot stream is asked to think without, and another one as it likes", async () => {
  const modelSettings = { stream: false, temperature: 1 };
  const { agent, model } = scripted([thinks(), "Done."], { modelSettings, thinking: true });
  const thinker = new ScriptedModel([thinks()]);
  const other = scripted(["Done."], { modelSettings, thinking: { model: thinker } });

  await agent.run("Echo a.");
  await other.agent.run("Echo a.");

  expect(model.requests.map(({ settings }) => settings)).toEqual([{ stream: false }, modelSettings]);
  expect(thinker.requests[0]?.settings).toEqual({});
});

test("the thinking model is told its task, the agent's role and its tools, in short", async () => {
  const { agent, model } = scripted([thinks(), "Done."], {
    instructions: `Role. ${"x".repeat(600)}`,
    tools: [echo.with({ description: `Says it again. ${"y".repeat(100)}\nSecond line.` })],
    thinking: true,
  });

  await agent.run("Go", {
    messages: [
      { role: "user", content: "Before that." },
      { role: "assistant", content: "Yes." },
    ],
  });

  const told = model.requests[0]?.instructions ?? "";
  expect(told).toContain(`The assistant's role:\nRole. ${"x".repeat(494)}\n`);
  expect(told).toContain(`- echo: Says it again. ${"y".repeat(85)}\n`);
  expect(told).toContain("The conversation before the request:\nuser: Before that.\nassistant: Yes.");
  expect(told).not.toContain("Second line");
});

test("it thinks about the conversation of its session too", async () => {
  const { agent, model } = scripted([thinks(), "One.", thinks(), "Two."], { thinking: true });

  await agent.run("First", { sessionId: "s" });
  await agent.run("Second", { sessionId: "s" });

  expect(model.requests[2]?.instructions).toContain("user: First\nassistant: One.");
});

test("instructions of its own replace all of that", async () => {
  const { agent, model } = scripted([thinks(), "Done."], {
    instructions: "Role.",
    tools: [echo],
    thinking: { instructions: "Think as a poet." },
  });
  await agent.run("Go");

  expect(model.requests[0]?.instructions).toMatch(/^Think as a poet\.\n\nYour final answer must be JSON/);
});

test("a model that is held to schemas is asked so, and another model may think", async () => {
  const thinker = new ScriptedModel([thinks()], { id: "thinker", structuredOutput: true });
  const { agent, model } = scripted(["Done."], { thinking: { model: thinker, instructions: "Think." } });

  const output = await agent.run("Go");

  expect(thinker.requests[0]).toMatchObject({
    instructions: "Think.",
    outputFormat: { name: "thought", strict: true },
  });
  expect(model.callCount).toBe(1);
  expect(output.metrics.purposes).toMatchObject({ thinking: { modelCalls: 1 } });
});

test("what is thought is told as it comes, then step by step, then whole", async () => {
  const { agent } = scripted([thinks(), "Done."], { thinking: true });
  const { events, output } = await collect(agent.runStream("Go"));

  const told = events.filter(({ event }) => event.startsWith("Reasoning"));
  const deltas = told.flatMap((event) => (event.event === "ReasoningContentDelta" ? [event.reasoningContent] : []));
  expect(deltas.length).toBeGreaterThan(3);
  expect(deltas.join("")).toBe("They want a & b.\n\nEcho it.");
  expect(told[0]?.event).toBe("ReasoningStarted");
  expect(told.slice(-3)).toMatchObject([
    { event: "ReasoningStep", title: "Analysis", reasoningContent: "They want a & b.\n\nEcho it." },
    { event: "ReasoningStep", title: "Tool Plan", reasoningContent: "echo" },
    { event: "ReasoningCompleted", reasoningContent: "They want a & b.\n\nEcho it." },
  ]);
  const phases = events.flatMap((event) => (event.event === "PhaseStarted" ? [event.phaseName] : []));
  expect(phases).toEqual(["prepare", "think", "compose", "invoke_loop"]);
  expect(output.reasoningSteps).toHaveLength(2);
});

test("the output has the steps, their XML, and in this process the whole conversation", async () => {
  const { agent } = scripted([thinks(), says("Done.", { reasoning: "Hm." })], {
    instructions: "Secret.",
    thinking: true,
  });

  const output = await agent.run("Go");

  expect(output.reasoningContent).toBe(
    '<reasoning>\n<step title="Analysis">They want a &amp; b.\n\nEcho it.</step>\n<step title="Tool Plan">echo</step>\n</reasoning>',
  );
  expect(output.reasoningMessages?.map(({ role }) => role)).toEqual(["system", "user", "assistant"]);
  expect(output.reasoningMessages?.[0]?.content).toContain("Secret.");
  for (const json of [output, output.toPublicJSON(), output.events])
    expect(JSON.stringify(json)).not.toContain("Secret.");
});

test("without the layer the output has the model's own thoughts", async () => {
  const output = await scripted([says("Done.", { reasoning: "Hm." })]).agent.run("Go");

  expect([output.reasoningContent, output.reasoningSteps, output.reasoningMessages]).toEqual([
    "Hm.",
    undefined,
    undefined,
  ]);
});

test.each([
  ["words", "Just echo it.", "Just echo it."],
  ["JSON of another shape", '{"plan":1}', '{"plan":1}'],
  ["JSON that is cut off", '{"analysis":"They wa', '{"analysis":"They wa'],
])("a thought in %s counts as it stands", async (_, said, analysis) => {
  const { agent, model } = scripted([said, "Done."], { thinking: true });

  const output = await agent.run("Go");

  expect(output.reasoningSteps).toEqual([{ title: "Analysis", reasoningContent: analysis }]);
  expect(model.requests[1]?.instructions).toBe(`<analysis>\n${analysis}\n</analysis>`);
});

test.each([
  ["fails", fails("MODEL_BAD_REQUEST")],
  ["fails while it speaks", fails("MODEL_STREAM_CUT", { text: '{"analysis":"They', afterDeltas: 1 })],
  ["says nothing", ""],
])("a thinking model that %s does not end the run", async (_, step) => {
  const { agent, model } = scripted([step, "Done."], { thinking: true });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", content: "Done." });
  expect([output.reasoningContent, output.reasoningSteps]).toEqual([undefined, undefined]);
  expect(output.events).toContainEqual(
    expect.objectContaining({ event: "ReasoningCompleted", error: expect.any(String) }),
  );
  expect(model.requests[1]?.instructions).toBeUndefined();
});

test("a cancel while it thinks ends the run", async () => {
  const stream = scripted([hangs({ text: '{"analysis":"They', afterDeltas: 1 })], { thinking: true }).agent.runStream(
    "Go",
  );
  for await (const event of stream) if (event.event === "ReasoningContentDelta") stream.cancel();

  const output = await stream.output;

  expect(output.status).toBe("CANCELLED");
  expect(output.reasoningContent).toBe("They");
  expect(output.events).toContainEqual(cutShort);
});

test("what thinking uses is counted, under its own purpose", async () => {
  const { agent } = scripted(
    [says("Yes.", { usage: tokens(3, 1) }), thinks(), says("Done.", { usage: tokens(20, 2) })],
    {
      thinking: { trigger: "auto" },
    },
  );

  const { metrics } = await agent.run("Go");

  expect(metrics.totalTokens).toBe(41);
  expect(metrics.purposes).toMatchObject({ gate: { totalTokens: 4 }, thinking: { totalTokens: 15 } });
});

test.each([
  ["NO", ["Done."], false],
  ["No, it is a greeting.", ["Done."], false],
  ["YES", [thinks(), "Done."], true],
  ["Perhaps", [thinks(), "Done."], true],
  [fails("MODEL_BAD_REQUEST"), [thinks(), "Done."], true],
] as const)("with the trigger auto the model says %o first", async (verdict, rest, isThinking) => {
  const { agent, model } = scripted([verdict, ...rest], { thinking: { trigger: "auto" } });

  const output = await agent.run("Hello");

  expect(output.content).toBe("Done.");
  expect(output.reasoningSteps !== undefined).toBe(isThinking);
  expect(model.requests[0]?.messages).toEqual([
    { role: "user", content: "Conversation:\nuser: Hello\n\nRequest: Hello\n\nYES or NO?" },
  ]);
  model.assertDone();
});

test("a cancel while the model is asked whether to think ends the run", async () => {
  const stream = scripted([hangs()], { thinking: { trigger: "auto" } }).agent.runStream("Go");
  for await (const event of stream) if (event.event === "ModelCallStarted") stream.cancel();

  const { status, events } = await stream.output;
  expect(status).toBe("CANCELLED");
  expect(events).not.toContainEqual(expect.objectContaining({ event: "ReasoningStarted" }));
  expect(events).toContainEqual(cutShort);
});

test.each([false, { trigger: "never" } as const])("thinking: %o does not think", async (thinking) => {
  const { agent, model } = scripted(["Done."], { thinking });
  await agent.run("Go");

  expect(model.callCount).toBe(1);
});

test("a continuation does not think again, and in this process still knows what was thought", async () => {
  const { agent, model } = scripted([thinks(), calls(call("write", { text: "a" })), "Done."], {
    thinking: true,
    tools: [notebook().write],
  });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(model.requests[2]?.instructions).toBe(BLOCK);
  expect(output.reasoningSteps).toEqual(paused.reasoningSteps);
  expect(output.reasoningContent).toBe(paused.reasoningContent);
  expect(output.reasoningMessages).toEqual(paused.reasoningMessages);
});

test("a continuation elsewhere has the steps, and no more", async () => {
  const script = [thinks(), calls(call("write", { text: "a" }))];
  const paused = await scripted(script, { thinking: true, tools: [notebook().write] }).agent.run("Go");
  paused.requirements[0]?.confirm();
  const { agent, model } = scripted(["Done."], { thinking: true, tools: [notebook().write] });

  const output = await agent.continueRun(JSON.parse(JSON.stringify(paused)));

  expect(model.requests[0]?.instructions).toBeUndefined();
  expect(output.reasoningSteps).toEqual(paused.reasoningSteps);
  expect(output.reasoningMessages).toBeUndefined();
});

test.each([
  [{ thinking: 1 }, /"thinking" must be true, false or an object/],
  [{ thinking: { trigger: "sometimes" } }, /"trigger" must be "always" or "auto" or "never"/],
  [{ thinking: { budget: 5 } }, /no option of thinking "budget"/],
  [{ thinking: { model: "nobody/x" } }, /nobody/],
])("%o is refused when the agent is made", (options, words) => {
  // What a caller without types may pass.
  const given = { model: new ScriptedModel([]), ...options } as ConstructorParameters<typeof Agent>[0];

  expect(() => new Agent(given)).toThrow(words);
});

test("a thought that an output guardrail blocks is nowhere, and the run goes on without it", async () => {
  const { agent, model } = scripted([thinks({ ...THOUGHT, analysis: `They sing of the ${CANARY}.` }), "Done."], {
    thinking: true,
    guardrails: [noCanaryOut],
  });
  const { events, output } = await collect(agent.runStream("Go"));

  expect(output).toMatchObject({ status: "COMPLETED", content: "Done.", reasoningSteps: undefined });
  expect(JSON.stringify([events, output])).not.toContain(CANARY);
  expect(output.reasoningMessages).toBeUndefined();
  expect(model.requests[1]?.instructions).toBeUndefined();
});

test("a thought that passes a guardrail is told after the verdict", async () => {
  const { agent } = scripted([thinks(), "Done."], { thinking: true, guardrails: [noCanaryOut] });
  const { events, output } = await collect(agent.runStream("Go"));

  const told = events.flatMap(({ event }) => (/^(Reasoning|Guardrail)/.test(event) ? [event] : []));
  expect(told.slice(0, 3)).toEqual(["ReasoningStarted", "GuardrailChecked", "ReasoningContentDelta"]);
  expect(output.reasoningSteps).toHaveLength(2);
});
