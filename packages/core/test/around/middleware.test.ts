import { InputError } from "@definable/spec";
import type { Guardrail } from "@definable/spec";
import { call, calls, fails, hangs, says } from "@definable/testing";
import { expect, test } from "vitest";
import type { Middleware, SegmentOutcome } from "../../src/index.ts";
import { AgentCancelled, AgentRunError, MemoryStore } from "../../src/index.ts";
import { flow, story } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { notebook, waiter } from "../support/tools.ts";

/** A middleware that writes down when it begins and ends. */
function noted(notes: string[], name: string): Middleware {
  return async (_context, next) => {
    notes.push(`${name} in`);
    const { status, content } = await next();
    notes.push(`${name} out: ${status} ${content}`);
  };
}

test("the first middleware is the outermost, those of the options before those of use", async () => {
  const notes: string[] = [];
  const { agent } = scripted(["Hello"], { middleware: [noted(notes, "one")] });

  await agent.use(noted(notes, "two")).run("Hi");

  expect(notes).toEqual(["one in", "two in", "two out: COMPLETED Hello", "one out: COMPLETED Hello"]);
});

test("middleware stands inside the segment, also of streams and continuations", async () => {
  const { write } = notebook();
  const notes: string[] = [];
  const { agent } = scripted([calls(call("write", { text: "a" })), "Done"], { tools: [write] });
  agent.use(async ({ runId, segment }, next) => {
    notes.push(`${runId} ${segment}`);
    notes.push((await next()).status);
  });

  const paused = await agent.runStream("Go", { runId: "r1" }).output;
  paused.requirements[0]?.confirm();
  const output = await agent.continueRunStream(paused).output;

  expect(notes).toEqual(["r1 1", "PAUSED", "r1 2", "COMPLETED"]);
  expect(flow(output.events).at(0)).toBe("RunContinued");
  expect(flow(output.events).at(-1)).toBe("RunCompleted");
});

test("what a middleware answers is told and kept like a model's text", async () => {
  const store = new MemoryStore();
  const { agent, model } = scripted([], { store, sessionState: { count: 1 } });
  agent.use(async ({ messages, sessionState }, _next) => {
    sessionState["count"] = 99;
    return { content: `cached: ${messages.length}` };
  });

  const output = await agent.runStream("Hi", { sessionId: "s" }).output;

  expect(model.requests).toHaveLength(0);
  expect(flow(output.events)).toEqual([
    "RunStarted",
    "RunContent cached: 1",
    "RunContentCompleted cached: 1",
    "RunCompleted",
  ]);
  expect(output.content).toBe("cached: 1");
  expect(store.sessions.read({ sessionId: "s" })).toEqual({
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", content: "cached: 1" },
    ],
    state: {},
  });
});

test("an answer of the inner one is what the outer one sees, and returning it answers nothing twice", async () => {
  const { agent } = scripted([]);
  let seen: SegmentOutcome | undefined;
  agent.use(async (_context, next) => {
    seen = await next();
    return seen;
  });
  agent.use(() => ({ content: "From the cache" }));

  const output = await agent.run("Hi");

  expect(seen).toMatchObject({ status: "COMPLETED", content: "From the cache" });
  expect(output.messages).toHaveLength(2);
});

test("without next the run ends without a word, and no model is asked", async () => {
  const { agent, model } = scripted([]);
  agent.use(() => undefined);

  const output = await agent.run("Hi");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "done", content: "" });
  expect(model.requests).toHaveLength(0);
});

test("an answer in a continuation goes behind the calls that were not carried out", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "a" }, "c1"))], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();
  agent.use(() => ({ content: "Not today" }));

  const output = await agent.continueRun(paused);

  expect(notes).toEqual([]);
  expect(output.messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant"]);
  expect(output.tools[0]).toMatchObject({ status: "cancelled" });
});

test("a throw fails the run with its code", async () => {
  const { agent } = scripted(["Hello"]);
  agent.use(async (_context, next) => {
    await next();
    throw new InputError("FORBIDDEN_FIELD", "Not for you.");
  });

  const error = await rejection(agent.run("Hi"));

  expect(error).toBeInstanceOf(AgentRunError);
  expect(error).toMatchObject({ code: "FORBIDDEN_FIELD", output: { content: "Hello", error: "Not for you." } });
});

test("next says how the phases failed, and the run fails as they did", async () => {
  const { agent } = scripted([fails("MODEL_QUOTA")]);
  let seen: SegmentOutcome | undefined;
  agent.use(async (_context, next) => {
    seen = await next();
    return { content: "It is fine" };
  });

  const error = await rejection(agent.run("Hi"));

  expect(seen).toMatchObject({ status: "ERROR", errorCode: "MODEL_QUOTA" });
  expect(error).toMatchObject({ code: "MODEL_QUOTA" });
});

test("calling next twice is refused in words", async () => {
  const { agent, model } = scripted(["One", "Two"]);
  agent.use(async (_context, next) => {
    await next();
    await next();
  });

  const error = await rejection(agent.run("Hi"));

  expect(error).toMatchObject({ code: "INVALID_CONFIG", message: expect.stringContaining("next() twice") });
  expect(model.requests).toHaveLength(1);
});

test("the run waits for phases that a middleware does not wait for", async () => {
  const { agent } = scripted(["Hello"]);
  agent.use((_context, next) => void next());

  expect((await agent.run("Hi")).content).toBe("Hello");
});

test.each(["before", "after"])("a cancel settles the run while a middleware is deaf %s the phases", async (when) => {
  const { agent } = scripted(["Hello"]);
  const waits = Promise.withResolvers<AbortSignal>();
  const late = Promise.withResolvers<unknown>();
  const gate = Promise.withResolvers<void>();
  agent.use(async ({ signal }, next) => {
    if (when === "after") await next();
    waits.resolve(signal);
    await gate.promise;
    if (when === "before") await next().catch(late.resolve);
  });
  const stream = agent.runStream("Hi");
  const signal = await waits.promise;

  stream.cancel("enough");
  const output = await stream.output;

  expect(output).toMatchObject({ status: "CANCELLED", content: when === "after" ? "Hello" : "" });
  expect(signal.aborted).toBe(true);
  gate.resolve();
  if (when === "before") expect(await late.promise).toMatchObject({ code: "RUN_CANCELLED" });
});

test("a cancel inside the phases ends them first, then the middleware around them", async () => {
  const slow = waiter();
  const { agent } = scripted([calls(call("wait")), hangs()], { tools: [slow.wait] });
  let seen: SegmentOutcome | undefined;
  agent.use(async (_context, next) => void (seen = await next()));
  const stream = agent.runStream("Hi");
  await slow.began;

  stream.cancel("enough");
  const output = await stream.output;

  expect(output.status).toBe("CANCELLED");
  expect(story(output.events)).toEqual(["RunStarted", "ToolCallStarted wait", "ToolCallError wait", "RunCancelled"]);
  expect(seen).toMatchObject({ status: "CANCELLED" });
});

test("a middleware that catches what failed further inside may answer in its place", async () => {
  const { agent } = scripted([]);
  agent.use(async (_context, next) => {
    try {
      return await next();
    } catch {
      return { content: "Sorry" };
    }
  });
  agent.use(() => Promise.reject(new Error("secret")));

  expect((await agent.run("Hi")).content).toBe("Sorry");
});

test("a run that was cancelled before it began calls no middleware", async () => {
  const { agent } = scripted(["Hello"]);
  agent.use(() => ({ content: "Never" }));

  const error = await rejection(agent.run("Hi", { signal: AbortSignal.abort("no") }));

  expect(error).toBeInstanceOf(AgentCancelled);
  expect(error).toMatchObject({ output: { content: "" } });
});

test("middleware stands around sub-agents too, and is told whose they are", async () => {
  const seen: unknown[] = [];
  const { agent } = scripted([calls(call("spawn_agent", { goal: "Look" })), "Found", "Done"], { subAgents: true });
  agent.use(async ({ parentRunId }, next) => {
    seen.push(parentRunId);
    await next();
  });

  await agent.run("Go", { runId: "root" });

  expect(seen).toEqual([undefined, "root"]);
});

test("what guardrails must judge is answered by no middleware", async () => {
  const guardrail: Guardrail = { name: "strict", applies: ["input"], check: () => ({ action: "allow" }) };
  const { agent, model } = scripted(["Hello"], { guardrails: [guardrail] });
  agent.use(() => ({ content: "From the cache" }));

  const error = await rejection(agent.run("Hi"));

  expect(error).toMatchObject({ code: "INVALID_CONFIG", message: expect.stringContaining("guardrails must judge") });
  expect(model.requests).toHaveLength(0);
});

test("what is no function is refused", () => {
  const { agent } = scripted([says("Hello")]);

  expect(() => agent.use("log" as never)).toThrow(/must be a function; got string/);
});
