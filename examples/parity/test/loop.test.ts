import {
  Agent,
  AgentCancelled,
  CancellationToken,
  RunCompletedEvent,
  RunErrorEvent,
  ToolCallStartedEvent,
  tool,
} from "@definable/core";
import type { Tool } from "@definable/core";
import { call, calls, collect, fails, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";

const text = z.object({ text: z.string() });

/** A tool that waits until all of its likes have begun. */
function meeting(size: number): { readonly meet: Tool; readonly log: string[] } {
  const log: string[] = [];
  const all = Promise.withResolvers<void>();
  const meet = tool({
    name: "meet",
    description: "Waits for the others.",
    inputSchema: text,
    execute: async ({ text: name }) => {
      log.push(`${name} begins`);
      if (log.length === size) all.resolve();
      await all.promise;
      log.push(`${name} ends`);
      return name;
    },
  });
  return { meet, log };
}

function mail(): { readonly send: Tool; readonly sent: string[] } {
  const sent: string[] = [];
  const send = tool({
    name: "send_email",
    description: "Sends an email.",
    inputSchema: z.object({ to: z.string() }),
    requiresConfirmation: true,
    execute: ({ to }) => {
      sent.push(to);
      return `Email sent to ${to}`;
    },
  });
  return { send, sent };
}

test("run and runStream go through the same loop and say the same events", async () => {
  const script = [calls(call("meet", { text: "a" })), "Done."];
  const make = (): Agent => new Agent({ model: new ScriptedModel(script), tools: [meeting(1).meet] });

  const whole = await make().run("Go");
  const streamed = await collect(make().runStream("Go"));

  expect(streamed.events.map(({ event }) => event)).toEqual(whole.events.map(({ event }) => event));
  expect(streamed.output.content).toBe(whole.content);
});

test("the calls of one reply run at the same time", async () => {
  const { meet, log } = meeting(2);
  const model = new ScriptedModel([calls(call("meet", { text: "web" }), call("meet", { text: "db" })), "Both."]);

  const output = await new Agent({ model, tools: [meet] }).run("Find it on the web and in our database");

  expect(log).toEqual(["web begins", "db begins", "web ends", "db ends"]);
  expect(output.tools.map(({ result }) => result)).toEqual(["web", "db"]);
});

test("sequential tools run one by one, after the parallel ones", async () => {
  const { meet, log } = meeting(2);
  const write = tool({
    name: "write_file",
    description: "Writes.",
    inputSchema: text,
    sequential: true,
    execute: ({ text: name }) => void log.push(`write ${name}`),
  });
  const asked = [
    call("write_file", { text: "1" }),
    call("meet", { text: "a" }),
    call("write_file", { text: "2" }),
    call("meet", { text: "b" }),
  ];

  await new Agent({ model: new ScriptedModel([calls(...asked), "Done."]), tools: [write, meet] }).run("Go");

  expect(log).toEqual(["a begins", "b begins", "a ends", "b ends", "write 1", "write 2"]);
});

test("a tool becomes sequential, or asks a person, after it was made", async () => {
  const { send } = mail();
  const plain = send.with({ requiresConfirmation: false });
  const asks = plain.with({ requiresConfirmation: true, sequential: true });

  expect([plain.requiresConfirmation, asks.requiresConfirmation, asks.sequential]).toEqual([false, true, true]);
  const model = new ScriptedModel([calls(call("send_email", { to: "ada" }))]);
  expect((await new Agent({ model, tools: [asks] }).run("Go")).isPaused).toBe(true);
});

test("a tool that asks a person pauses the run before it is carried out", async () => {
  const { send, sent } = mail();
  const model = new ScriptedModel([calls(call("send_email", { to: "ada@example.com" })), "Sent."]);
  const agent = new Agent({ model, tools: [send] });

  const paused = await agent.run("Send an email to Ada");

  expect(paused.isPaused).toBe(true);
  expect(sent).toEqual([]);
  const [requirement] = paused.requirements;
  expect(requirement?.toolExecution.toolName).toBe("send_email");
  expect(requirement?.toolExecution.toolArgs).toEqual({ to: "ada@example.com" });

  requirement?.confirm();
  const output = await agent.continueRun(paused);

  expect(output.content).toBe("Sent.");
  expect(sent).toEqual(["ada@example.com"]);
});

test("a call that a person rejects is not carried out, and the model is told", async () => {
  const { send, sent } = mail();
  const model = new ScriptedModel([calls(call("send_email", { to: "ada@example.com" })), "I did not send it."]);
  const agent = new Agent({ model, tools: [send] });
  const paused = await agent.run("Send an email to Ada");

  paused.requirements[0]?.reject("Not today");
  const output = await agent.continueRun(paused);

  expect(output.content).toBe("I did not send it.");
  expect(sent).toEqual([]);
  expect(JSON.stringify(model.requests[1]?.messages.at(-1))).toContain("Not today");
});

test("a paused run goes on in another process, from its JSON", async () => {
  const first = mail();
  const script = [calls(call("send_email", { to: "ada@example.com" }))];
  const paused = await new Agent({ model: new ScriptedModel(script), tools: [first.send] }).run("Send it");
  const json = JSON.stringify(paused);
  const second = mail();
  const agent = new Agent({ model: new ScriptedModel(["Sent."]), tools: [second.send] });
  const { requirements } = JSON.parse(json) as { requirements: { id: string }[] };

  const output = await agent.continueRun(JSON.parse(json), {
    decisions: [{ requirementId: requirements[0]?.id ?? "", action: "confirm" }],
  });

  expect(output.content).toBe("Sent.");
  expect(second.sent).toEqual(["ada@example.com"]);
});

test("a token that is cancelled elsewhere cancels the run", async () => {
  const token = new CancellationToken();
  const waits = tool({
    name: "waits",
    description: "Waits.",
    inputSchema: z.object({}),
    execute: () => new Promise<string>(() => undefined),
  });
  const agent = new Agent({ model: new ScriptedModel([calls(call("waits"))]), tools: [waits] });
  const running = agent.run("Go", { cancellationToken: token });
  agent.events.on(ToolCallStartedEvent, () => token.cancel());

  await expect(running).rejects.toBeInstanceOf(AgentCancelled);
});

test("a token is looked at before each model call and each tool", async () => {
  const token = new CancellationToken();
  token.cancel();
  const model = new ScriptedModel(["Never."]);

  await expect(new Agent({ model }).run("Go", { cancellationToken: token })).rejects.toBeInstanceOf(AgentCancelled);

  expect(model.callCount).toBe(0);
});

test("the EventBus calls handlers inside the run, awaits them, and lets them go", async () => {
  const agent = new Agent({ model: new ScriptedModel(["One.", "Two."]) });
  const heard: string[] = [];
  const handler = async (event: RunCompletedEvent): Promise<void> => {
    await Promise.resolve();
    heard.push(event.content);
  };
  agent.events.on(RunCompletedEvent, handler);
  agent.events.on("RunStarted", () => heard.push("started"));

  await agent.run("Go");
  expect(heard).toEqual(["started", "One."]);

  agent.events.off(RunCompletedEvent, handler);
  await agent.run("Go");
  expect(heard).toEqual(["started", "One.", "started"]);
});

test("a handler that throws is logged, and the run goes on", async () => {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const agent = new Agent({ model: new ScriptedModel(["Fine."]), logger: { info: log, warn: log, error: log } });
  agent.events.on("RunStarted", () => {
    throw new Error("secret");
  });

  expect((await agent.run("Go")).content).toBe("Fine.");
  expect(lines).toHaveLength(1);
  expect(lines.join()).not.toContain("secret");
});

test("a run that fails says RunError, and rejects", async () => {
  const agent = new Agent({ model: new ScriptedModel([fails("MODEL_QUOTA")]) });
  const errors: string[] = [];
  agent.events.on(RunErrorEvent, ({ errorCode }) => errors.push(errorCode));

  await expect(agent.run("Go")).rejects.toMatchObject({ code: "MODEL_QUOTA" });
  expect(errors).toEqual(["MODEL_QUOTA"]);
});

test("a tool with stopAfterToolCall ends the run with its result", async () => {
  const report = tool({
    name: "generate_report",
    description: "Generates a report.",
    inputSchema: z.object({ data: z.string() }),
    stopAfterToolCall: true,
    execute: ({ data }) => `# Report\n\n${data}`,
  });
  const model = new ScriptedModel([calls(call("generate_report", { data: "sales" }))]);

  const output = await new Agent({ model, tools: [report] }).run("Generate a report from the sales data");

  expect(output).toMatchObject({ content: "# Report\n\nsales", stopReason: "tool", status: "COMPLETED" });
  expect(model.callCount).toBe(1);
});
