import { call, calls, collect, fails, says, tokens } from "@definable/testing";
import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { block, modify, outputGuardrail } from "../../src/guardrails.ts";
import { AgentRunError, RunOutput, tool } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const Weather = z.object({ city: z.string(), degrees: z.number() });
const failureOf = async (running: Promise<unknown>): Promise<AgentRunError> => {
  const error: unknown = await running.catch((reason: unknown) => reason);
  if (error instanceof AgentRunError) return error;
  throw new Error(`The run did not fail: ${String(error)}`);
};
const FITS = '{"city":"Paris","degrees":18}';
const UNFIT = '{"city":"Paris"}';

test("the answer comes back as a value of the schema, typed", async () => {
  const { agent } = scripted([FITS]);

  const output = await agent.run("How is it in Paris?", { outputSchema: Weather });

  expectTypeOf(output.parsed).toEqualTypeOf<{ city: string; degrees: number } | undefined>();
  expect(output.parsed).toEqual({ city: "Paris", degrees: 18 });
  expect(output).toMatchObject({ content: FITS, contentType: "json" });
});

test("without a schema there is no parsed, and its type says nothing", async () => {
  const output = await scripted([FITS]).agent.run("Go");

  expectTypeOf(output.parsed).toEqualTypeOf<unknown>();
  expect(output.parsed).toBeUndefined();
  expect(output.contentType).toBe("text");
});

test("a model that is held to schemas is asked so, any other in words", async () => {
  const native = scripted([FITS], {}, { structuredOutput: true });
  const plain = scripted([FITS], { instructions: "Be brief." });

  await native.agent.run("Go", { outputSchema: Weather });
  await plain.agent.run("Go", { outputSchema: Weather });

  expect(native.model.requests[0]).toMatchObject({
    instructions: undefined,
    outputFormat: { name: "answer", strict: true, schema: { type: "object", required: ["city", "degrees"] } },
  });
  const [asked] = plain.model.requests;
  expect(asked?.outputFormat).toBeUndefined();
  expect(asked?.instructions).toMatch(
    /^Be brief\.\n\nYour final answer must be JSON .*"required":\["city","degrees"\]/s,
  );
});

test("a schema that is no object, or that the model cannot be held to, is asked for in words", async () => {
  const picky = scripted([FITS], {}, { structuredOutput: (schema) => "title" in schema });
  const list = scripted(["[1,2]"], {}, { structuredOutput: true });

  await picky.agent.run("Go", { outputSchema: Weather });
  const output = await list.agent.run("Go", { outputSchema: z.array(z.number()) });

  expect(picky.model.requests[0]?.outputFormat).toBeUndefined();
  expect(list.model.requests[0]?.outputFormat).toBeUndefined();
  expect(output.parsed).toEqual([1, 2]);
});

test("an answer in a code fence is read, and its text stays as it was said", async () => {
  const said = `\`\`\`json\n${FITS}\n\`\`\``;
  const output = await scripted([said]).agent.run("Go", { outputSchema: Weather });

  expect(output.parsed).toEqual({ city: "Paris", degrees: 18 });
  expect(output.content).toBe(said);
});

test.each([
  ["that does not fit", UNFIT, /at degrees: /],
  ["that is no JSON", "It is warm.", /it is not valid JSON/],
  ["that says nothing", "", /there is no text/],
  ["that is cut off", says('{"city":"Par', { finishReason: "length" }), /it was cut off; it is not valid JSON/],
])("an answer %s is asked for once more, with the reason", async (_, answer, reason) => {
  const { agent, model } = scripted([answer, FITS]);

  const output = await agent.run("Go", { outputSchema: Weather });

  expect(output.parsed).toEqual({ city: "Paris", degrees: 18 });
  const told = model.requests[1]?.messages.at(-1);
  expect(told).toEqual({ role: "user", content: expect.stringMatching(reason) });
  expect(output.messages).toContainEqual(told);
  expect(output.events).toContainEqual(
    expect.objectContaining({ event: "RunInputAdded", via: "repair", messages: [told] }),
  );
});

test("the journal holds the repair before the model reads it", async () => {
  const kinds: (string | undefined)[] = [];
  const { agent, store } = scripted([
    UNFIT,
    () => {
      kinds.push(...(store.runs.read("r1")?.entries ?? []).map(({ kind }) => kind));
      return FITS;
    },
  ]);
  await agent.run("Go", { outputSchema: Weather, runId: "r1" });

  expect(kinds).toEqual(["run.created", "model.done", "input.added"]);
});

test("an answer that does not fit twice fails the run, which holds everything", async () => {
  const { agent } = scripted([UNFIT, '{"city":1,"degrees":18}']);

  const error = await failureOf(agent.run("Go", { outputSchema: Weather }));

  expect(error.code).toBe("OUTPUT_INVALID");
  expect(error.message).toMatch(/at city: /);
  expect(error.output).toMatchObject({ status: "ERROR", content: '{"city":1,"degrees":18}', contentType: "text" });
  expect(error.output.parsed).toBeUndefined();
  expect(error.output.messages).toHaveLength(4);
});

test("a model that declines is not asked again", async () => {
  const { agent, model } = scripted([says("", { refusal: "I will not." })]);

  const error = await failureOf(agent.run("Go", { outputSchema: Weather }));

  expect(error.code).toBe("OUTPUT_INVALID");
  expect(model.callCount).toBe(1);
});

test("tools come first, and only the final answer is held to the schema", async () => {
  const { agent, model } = scripted(
    [{ text: "Let me see.", ...calls(call("echo", { text: "a" })) }, FITS],
    { tools: [echo] },
    { structuredOutput: true },
  );

  const output = await agent.run("Go", { outputSchema: Weather });

  expect(output.parsed).toEqual({ city: "Paris", degrees: 18 });
  expect(model.requests.map(({ outputFormat, toolNames }) => [outputFormat?.name, toolNames])).toEqual([
    ["answer", ["echo"]],
    ["answer", ["echo"]],
  ]);
});

test("a run that a tool or a limit ends has no parsed", async () => {
  const last = tool({
    name: "last",
    description: "Ends the run.",
    inputSchema: z.object({}),
    stopAfterToolCall: true,
    execute: () => FITS,
  });
  const stopped = await scripted([calls(call("last"))], { tools: [last] }).agent.run("Go", { outputSchema: Weather });
  const limited = await scripted([says(UNFIT, { usage: tokens(10, 10) })]).agent.run("Go", {
    outputSchema: Weather,
    maxTotalTokens: 5,
  });

  expect([stopped.stopReason, stopped.parsed, stopped.contentType]).toEqual(["tool", undefined, "text"]);
  expect([limited.stopReason, limited.parsed, limited.contentType]).toEqual(["maxTotalTokens", undefined, "text"]);
});

test("an answer that is forced when the rounds are used up is read too", async () => {
  const { agent } = scripted([calls(call("echo", { text: "a" })), UNFIT, FITS], { tools: [echo], maxToolRounds: 1 });

  const output = await agent.run("Go", { outputSchema: Weather });

  expect([output.stopReason, output.parsed]).toEqual(["maxToolRounds", { city: "Paris", degrees: 18 }]);
});

test("what the schema makes of the answer is on the output, and JSON has what it can say of it", async () => {
  const Day = z.object({ day: z.string().transform((day) => new Date(day)) });
  const { agent } = scripted(['{"day":"2026-11-24"}']);

  const output = await agent.run("Go", { outputSchema: Day });

  expect(output.parsed?.day).toBeInstanceOf(Date);
  expect(JSON.parse(JSON.stringify(output)).parsed).toEqual({ day: "2026-11-24T00:00:00.000Z" });
  expect(output.events.at(-1)).toMatchObject({ parsed: { day: "2026-11-24T00:00:00.000Z" }, contentType: "json" });
  expect(RunOutput.fromJSON(JSON.stringify(output)).parsed).toEqual({ day: "2026-11-24T00:00:00.000Z" });
});

test("of a value that JSON cannot say, JSON has what the model wrote", async () => {
  const Big = z.object({ n: z.string().transform((n) => BigInt(n)) });

  const output = await scripted(['{"n":"7"}']).agent.run("Go", { outputSchema: Big });

  expect(output.parsed).toEqual({ n: 7n });
  expect(JSON.parse(JSON.stringify(output)).parsed).toEqual({ n: "7" });
});

test("a schema that answers later, or throws, is waited for and judged", async () => {
  const slow = z.object({ n: z.number().refine(async (n) => Promise.resolve(n > 1), "must be more than 1") });
  const broken = z.object({ n: z.number().refine(() => JSON.parse("secret") === 1) });

  const output = await scripted(['{"n":1}', '{"n":2}']).agent.run("Go", { outputSchema: slow });
  const error = await failureOf(scripted(['{"n":1}', '{"n":1}']).agent.run("Go", { outputSchema: broken }));

  expect(output.parsed).toEqual({ n: 2 });
  expect(error.message).toContain("the schema failed with SyntaxError");
  expect(error.message).not.toContain("secret");
});

test("a schema that gives no JSON Schema fails the run before the model is asked", async () => {
  const { agent, model } = scripted([FITS]);
  const error = await failureOf(agent.run("Go", { outputSchema: z.object({ day: z.date() }) }));

  expect(error.code).toBe("INVALID_INPUT");
  expect(error.message).toContain("outputSchema");
  expect(model.callCount).toBe(0);
});

test("a stream shows the answer while it comes", async () => {
  const { agent } = scripted([says(FITS, { chunkSize: 8 })]);
  const stream = agent.runStream("Go", { outputSchema: Weather });
  const partials: unknown[] = [];

  for await (const event of stream) if (event.event === "RunContent") partials.push(event.partial);

  expect(partials).toEqual([{}, { city: "Paris" }, { city: "Paris" }, { city: "Paris", degrees: 18 }]);
  const { parsed } = await stream.output;
  expectTypeOf(parsed).toEqualTypeOf<{ city: string; degrees: number } | undefined>();
  expect(parsed).toEqual({ city: "Paris", degrees: 18 });
});

test("the answer so far stands in no JSON and in no kept event", async () => {
  const { agent } = scripted([says(FITS, { chunkSize: 8 })]);
  const stream = agent.runStream("Go", { outputSchema: Weather });

  const { events } = await collect(stream);

  expect(JSON.stringify(events)).not.toContain("partial");
  const { events: kept } = await stream.output;
  expect(JSON.stringify(kept)).toBe(JSON.stringify(events));
  for (const event of kept) expect(event).not.toHaveProperty("partial");
});

test("each try and each turn is read from its beginning", async () => {
  const { agent } = scripted([
    fails("MODEL_OVERLOADED"),
    says('{"city":"Rome', { chunkSize: 20 }),
    says(FITS, { chunkSize: 20 }),
  ]);
  const partials: unknown[] = [];
  agent.events.on("RunContent", ({ partial }) => void partials.push(partial));

  await agent.run("Go", { outputSchema: Weather });

  expect(partials).toEqual([{ city: "Rome" }, { city: "Paris" }, { city: "Paris", degrees: 18 }]);
});

test("a paused run keeps its schema in this process", async () => {
  const { agent } = scripted([calls(call("write", { text: "a" })), FITS], { tools: [notebook().write] });
  const paused = await agent.run("Go", { outputSchema: Weather });
  expect(paused.parsed).toBeUndefined();
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(output.parsed).toEqual({ city: "Paris", degrees: 18 });
});

test("elsewhere a continuation takes the schema again, or has none", async () => {
  const script = [calls(call("write", { text: "a" })), FITS];
  const continued = async (outputSchema: typeof Weather | undefined): Promise<unknown> => {
    const paused = await scripted(script, { tools: [notebook().write] }).agent.run("Go", { outputSchema: Weather });
    paused.requirements[0]?.confirm();
    const elsewhere = scripted([FITS], { tools: [notebook().write] }).agent;
    return (await elsewhere.continueRun(JSON.parse(JSON.stringify(paused)), { outputSchema })).parsed;
  };

  expect(await continued(Weather)).toEqual({ city: "Paris", degrees: 18 });
  expect(await continued(undefined)).toBeUndefined();
});

test("a turn that is queued is held to the schema too, and its answer is the one that counts", async () => {
  const { agent } = scripted([FITS, UNFIT, '{"city":"Rome","degrees":20}']);
  const stream = agent.runStream("Paris?", { outputSchema: Weather });
  void stream.queue("And Rome?");

  expect((await stream.output).parsed).toEqual({ city: "Rome", degrees: 20 });
});

test("each turn may be mended once", async () => {
  const { agent } = scripted([UNFIT, FITS, UNFIT, FITS]);
  const stream = agent.runStream("Paris?", { outputSchema: Weather });
  void stream.queue("Again?");

  expect((await stream.output).parsed).toEqual({ city: "Paris", degrees: 18 });
});

test("a limit that ends the run before a queued turn is answered leaves no parsed", async () => {
  const { agent } = scripted([says(FITS, { usage: tokens(10, 10) })]);
  const stream = agent.runStream("Paris?", { outputSchema: Weather, maxTotalTokens: 5 });
  void stream.queue("And Rome?");

  expect(await stream.output).toMatchObject({ stopReason: "maxTotalTokens", contentType: "text", parsed: undefined });
});

test("a cancel while a schema takes its time ends the run at once", async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const never = z.object({}).refine(() => {
    resolve();
    return new Promise<boolean>(() => undefined);
  });
  const stream = scripted(["{}"]).agent.runStream("Go", { outputSchema: never });
  void asked.then(() => stream.cancel());

  expect((await stream.output).status).toBe("CANCELLED");
});

test("what a guardrail changes in the answer is what is checked and parsed", async () => {
  const { agent } = scripted(['{"city":"the secret city","degrees":18}'], {
    guardrails: [outputGuardrail("redact", (text) => modify(text.replace("the secret city", "Paris")))],
  });

  const output = await agent.run("Go", { outputSchema: Weather });

  expect([output.content, output.parsed]).toEqual([FITS, { city: "Paris", degrees: 18 }]);
});

test("an answer that a guardrail blocks is not checked", async () => {
  const { agent } = scripted([UNFIT], { guardrails: [outputGuardrail("no", () => block("Not today."))] });

  const output = await agent.run("Go", { outputSchema: Weather });

  expect([output.status, output.content, output.parsed, output.contentType]).toEqual([
    "BLOCKED",
    "Not today.",
    undefined,
    "text",
  ]);
});

test("an answer of nothing but lines keeps nobody waiting", async () => {
  const lines = `\`\`\`json${"\n".repeat(5_000)}x`;

  expect((await failureOf(scripted([lines, lines]).agent.run("Go", { outputSchema: Weather }))).code).toBe(
    "OUTPUT_INVALID",
  );
});

test("an answer is mended once, also when a person is asked in between", async () => {
  const script = [UNFIT, calls(call("write", { text: "a" })), UNFIT, FITS];
  const { agent } = scripted(script, { tools: [notebook().write] });
  const paused = await agent.run("Go", { outputSchema: Weather });
  paused.requirements[0]?.confirm();

  expect((await failureOf(agent.continueRun(paused))).code).toBe("OUTPUT_INVALID");
});
