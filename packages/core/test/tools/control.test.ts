import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { RetryAgentRun, StopAgentRun, tool } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const nothing = z.object({});
const text = z.object({ text: z.string() });

test("a tool that streams tells its pieces, and together they are its result", async () => {
  const count = tool({
    name: "count",
    description: "Counts.",
    inputSchema: nothing,
    async *execute() {
      yield "one";
      yield { two: 2 };
    },
  });
  const { agent } = scripted([calls(call("count")), "Done"], { tools: [count] });

  const output = await agent.run("Go");

  const pieces = output.events.flatMap((event) => (event.event === "ToolContent" ? [event] : []));
  expect(pieces.map(({ chunk, chunkIndex, isFinal }) => [chunk, chunkIndex, isFinal])).toEqual([
    ["one", 0, false],
    ['{"two":2}', 1, false],
    ["", 2, true],
  ]);
  expect(output.tools).toMatchObject([{ result: 'one{"two":2}' }]);
});

test("what a streaming tool returns is the last piece", async () => {
  const count = tool({
    name: "count",
    description: "Counts.",
    inputSchema: nothing,
    *execute() {
      yield "one, ";
      return "two";
    },
  });
  const { agent } = scripted([calls(call("count")), "Done"], { tools: [count] });

  expect((await agent.run("Go")).tools).toMatchObject([{ result: "one, two" }]);
});

test("StopAgentRun ends the run with its message, when the batch is done", async () => {
  const stop = tool({
    name: "stop",
    description: "Stops.",
    inputSchema: nothing,
    execute: (): string => {
      throw new StopAgentRun("Enough.");
    },
  });
  const { agent, model } = scripted([calls(call("stop"), call("echo", { text: "x" }))], { tools: [stop, echo] });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "tool", content: "Enough." });
  expect(output.tools.map(({ result }) => result)).toEqual(["Enough.", "x"]);
  expect(model.callCount).toBe(1);
});

test("RetryAgentRun tells the model what to do better", async () => {
  const picky = tool({
    name: "picky",
    description: "Is picky.",
    inputSchema: text,
    execute: (input) => {
      if (input.text !== "please") throw new RetryAgentRun("Say please.");
      return "there you are";
    },
  });
  const script = [calls(call("picky", { text: "now" })), calls(call("picky", { text: "please" })), "Done"];
  const { agent, model } = scripted(script, { tools: [picky] });

  const output = await agent.run("Go");

  expect(model.requests[1]?.messages.at(-1)).toMatchObject({ content: "Say please.", isError: true });
  expect(output.tools.map(({ status }) => status)).toEqual(["failed", "completed"]);
});

test("a result that is meant for the person says so", async () => {
  const ask = calls(call("echo", { text: "x" }));
  const shown = await scripted([ask, "Done"], { tools: [echo.with({ showResult: true })] }).agent.run("Go");
  const last = await scripted([ask], { tools: [echo.with({ stopAfterToolCall: true })] }).agent.run("Go");

  expect(shown.tools).toMatchObject([{ showResult: true }]);
  expect(last.tools).toMatchObject([{ showResult: true, stopAfterToolCall: true }]);
});

test("results are kept for the same input of the same user, for their time", async () => {
  let now = 0;
  let calledTimes = 0;
  const dear = tool({
    name: "dear",
    description: "Is dear.",
    inputSchema: text,
    cache: { ttlMs: 1_000 },
    execute: (input) => `${input.text} ${(calledTimes += 1)}`,
  });
  const ask = calls(call("dear", { text: "x" }));
  const { agent } = scripted([ask, "1", ask, "2", ask, "3", ask, "4"], { tools: [dear], now: () => now });
  const result = async (userId: string): Promise<string | undefined> =>
    (await agent.run("Go", { userId })).tools[0]?.result;

  expect([await result("ada"), await result("ada"), await result("bob")]).toEqual(["x 1", "x 1", "x 2"]);
  now = 1_000;
  expect(await result("ada")).toBe("x 3");
});

test("instructions of a tool join the agent's", async () => {
  const told = echo.with({ instructions: "Use echo for jokes." });
  const { agent, model } = scripted(["Hello"], { tools: [told], instructions: "Be brief." });

  await agent.run("Go");

  expect(model.requests[0]?.instructions).toBe("Be brief.\n\nUse echo for jokes.");
});

test("only active tools are shown and can be called", async () => {
  const { write } = notebook();
  const script = [calls(call("write", { text: "x" })), "Done"];
  const { agent, model } = scripted(script, { tools: [echo, write], activeTools: ["echo"] });

  const output = await agent.run("Go");

  expect(model.requests[0]?.tools.map(({ name }) => name)).toEqual(["echo"]);
  expect(output.tools).toMatchObject([{ errorCode: "TOOL_NOT_FOUND" }]);
  expect(await rejection(agent.run("Go", { activeTools: ["sing"] }))).toMatchObject({
    message: expect.stringMatching(/"sing".*There are: echo, write/),
  });
});

test("a call that does not fit may be mended", async () => {
  const problems: string[] = [];
  const script = [calls(call("echo", { words: "hi" }), call("Echo", { text: "ho" })), "Done"];
  const { agent } = scripted(script, {
    tools: [echo],
    repairToolCall: ({ id, arguments: args }, problem) => {
      problems.push(problem);
      return { id, name: "echo", arguments: args.replace("words", "text") };
    },
  });

  const output = await agent.run("Go");

  expect(output.tools.map(({ result, status }) => [result, status])).toEqual([
    ["hi", "completed"],
    ["ho", "completed"],
  ]);
  expect(problems).toEqual([expect.stringContaining("text"), expect.stringContaining('no tool named "Echo"')]);
});

test("a mended call that waits for a person is carried out as the person saw it", async () => {
  const { write, notes } = notebook();
  const { agent, model } = scripted([calls(call("writeNote", { words: "hi" })), "Done"], {
    tools: [write],
    repairToolCall: ({ id }) => ({ id, name: "write", arguments: '{"text":"hi"}' }),
  });
  const paused = await agent.run("Go");
  expect(paused.requirements[0]?.toolExecution).toMatchObject({ mendedTo: "write", toolArgs: { text: "hi" } });
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(JSON.stringify(paused));

  expect(notes).toEqual(["hi"]);
  expect(output.content).toBe("Done");
  expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: "tool", toolName: "writeNote" });
});

test("a mend that throws, or mends nothing, leaves the call to the model", async () => {
  const script = [calls(call("echo", {}), call("echo", { text: 5 })), "Done"];
  const { agent, log } = scripted(script, {
    tools: [echo],
    repairToolCall: (repaired) => {
      if (repaired.arguments === "{}") throw new Error("secret");
      return repaired;
    },
  });

  const output = await agent.run("Go");

  expect(output.tools.map(({ errorCode }) => errorCode)).toEqual(["TOOL_INPUT_INVALID", "TOOL_INPUT_INVALID"]);
  expect(log.lines.join()).toMatch(/repairToolCall failed with Error/);
  expect(log.lines.join()).not.toMatch(/secret/);
});

test("calls with the same key never run at the same time, in all runs of the agent", async () => {
  let running = 0;
  let most = 0;
  const doors = new Map<string, () => void>();
  const drive = tool({
    name: "drive",
    description: "Drives the car.",
    inputSchema: z.object({ car: z.string(), who: z.string() }),
    concurrencyKey: ({ car }) => car,
    execute: async ({ who }) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((open) => {
        doors.set(who, open);
        opened(who);
      });
      running -= 1;
      return who;
    },
  });
  const waiting = new Map<string, () => void>();
  const opened = (who: string): void => waiting.get(who)?.();
  const drives = (who: string): Promise<void> =>
    doors.has(who) ? Promise.resolve() : new Promise((go) => waiting.set(who, go));
  const both = calls(call("drive", { car: "red", who: "ada" }), call("drive", { car: "red", who: "bob" }));
  const { agent } = scripted([both, calls(call("drive", { car: "red", who: "eve" })), "Done", "Done"], {
    tools: [drive],
  });

  const runs = [agent.run("Go"), agent.run("Go")];
  for (const who of ["ada", "bob", "eve"]) {
    await drives(who);
    doors.get(who)?.();
  }
  const outputs = await Promise.all(runs);

  expect(most).toBe(1);
  expect(outputs.flatMap(({ tools }) => tools.map(({ result }) => result))).toEqual(["ada", "bob", "eve"]);
});

test("a call that is cancelled while it stands in line leaves the line", async () => {
  const gate = Promise.withResolvers<string>();
  const began = Promise.withResolvers<void>();
  const one = tool({
    name: "one",
    description: "One at a time.",
    inputSchema: nothing,
    concurrencyKey: "one",
    execute: () => {
      began.resolve();
      return gate.promise;
    },
  });
  const { agent } = scripted([calls(call("one")), calls(call("one")), "Done", calls(call("one")), "Third"], {
    tools: [one],
  });
  const first = agent.run("Go");
  await began.promise;
  const second = agent.runStream("Go");
  for await (const { event } of second) if (event === "ModelCallCompleted") second.cancel();

  gate.resolve("done");

  expect((await first).content).toBe("Done");
  expect((await second.output).status).toBe("CANCELLED");
  expect((await agent.run("Go")).content).toBe("Third");
});
