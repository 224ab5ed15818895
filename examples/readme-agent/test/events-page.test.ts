import { readFile } from "node:fs/promises";
import { Agent, MemoryStore, tool } from "@definable/core";
import type { RunStream } from "@definable/core";
import { block, inputGuardrail } from "@definable/core/guardrails";
import { EVENT_CATALOG } from "@definable/spec";
import type { RunEvent, RunEventEnvelope } from "@definable/spec";
import { assertEventStream, call, calls, collect, fails, hangs, says, ScriptedModel, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";

const inputSchema = z.object({});
const tools = [
  tool({ name: "work", description: "Works.", inputSchema, execute: (_, ctx) => (ctx.emit("half", 0.5), "done") }),
  tool({ name: "fail", description: "Fails.", inputSchema, execute: () => Promise.reject(new Error("Broken.")) }),
  tool({ name: "ask", description: "Asks.", inputSchema, requiresConfirmation: true, execute: () => "done" }),
];
const hooked = tool({
  name: "hooked",
  description: "Has hooks, and tells its result in pieces.",
  inputSchema,
  preHook: () => undefined,
  postHook: () => Promise.reject(new Error("Too late.")),
  async *execute() {
    yield "Half ";
    yield "and half.";
  },
});
const agentOf = (...script: ConstructorParameters<typeof ScriptedModel>[0] & readonly unknown[]): Agent =>
  new Agent({ model: new ScriptedModel(script), tools: [...tools, hooked], maxRetries: 0 });

/** An agent with a sub-agent that works, one that fails and one that is cancelled with it. */
function familyStream(): RunStream {
  const goals = ["work", "fail", "wait"].map((goal) => call("spawn_agent", { goal }));
  const model = new ScriptedModel(({ messages }) => {
    const [first] = messages;
    switch (first?.role === "user" ? first.content : "") {
      case "work":
        return says("Done.");
      case "fail":
        return fails("MODEL_QUOTA");
      case "wait":
        return hangs();
      default:
        return calls(...goals);
    }
  });
  const agent = new Agent({ model, subAgents: true, maxRetries: 0 });
  let ended = 0;
  const stream = agent.runStream("Share it.");
  const end = (): void => void ((ended += 1) === 2 && stream.cancel());
  agent.events.on("SubAgentCompleted", end);
  agent.events.on("SubAgentFailed", end);
  return stream;
}

const files = [{ content: btoa("a,b"), mimeType: "text/csv", filename: "a.csv" }];

/** An agent with everything that surrounds a conversation. */
function layeredAgent(): Agent {
  const long = tool({ name: "long", description: "Tells much.", inputSchema, execute: () => "x".repeat(1_000) });
  const nothing = { text: "", tokensUsed: 0, chunksIncluded: 0, chunksAvailable: 0 };
  return new Agent({
    model: new ScriptedModel([{ toolCalls: [call("long")] }, says("Short."), says("Done."), says("It was long.")]),
    tools: [long],
    readers: true,
    knowledge: { retrieve: async () => [] },
    memory: { recall: async () => nothing, update: async () => undefined },
    compression: { toolResultsLimit: 1 },
    summary: { everyMessages: 1, keepLast: 0 },
    store: sessionOf("Before"),
  });
}

function sessionOf(content: string): MemoryStore {
  const store = new MemoryStore();
  store.sessions.append({ sessionId: "s" }, "earlier", { messages: [{ role: "user", content }] });
  return store;
}

/** Runs that end in each of the four ways, with everything in them that core sends today. */
async function allKinds(): Promise<readonly RunEvent[]> {
  const toolCalls = [call("ask", {}), call("work", {}), call("fail", {})];
  const asking = agentOf({ ...says("Let me see."), toolCalls }, says("Done."));
  const paused = await collect(asking.runStream("Go."));
  paused.output.requirements[0]?.confirm();
  const continued = await collect(asking.continueRunStream(paused.output));
  const thinking = { reasoning: "Hm.", ...says("Yes."), usage: tokens(3, 2) };
  const thought = await collect(agentOf(thinking).runStream("Think."));
  const layer = new Agent({ model: new ScriptedModel(["I should say yes.", "Yes."]), thinking: true });
  const planned = await collect(layer.runStream("Think first."));
  const failed = await collect(agentOf(fails("MODEL_QUOTA")).runStream("Fail."));
  const cancelled = await collect(agentOf(says("Never.")).runStream("Stop.", { signal: AbortSignal.abort() }));
  const gate = Promise.withResolvers<void>();
  const steering = agentOf({ ...says("One."), gate: gate.promise, toolCalls: [call("hooked", {})] }, says("Two."));
  const stream = steering.runStream("Go.");
  void stream.steer("And this.");
  gate.resolve();
  const steered = await collect(stream);
  const helped = await collect(familyStream());
  const no = inputGuardrail("no", () => block("Not today."));
  const blocked = await collect(new Agent({ model: new ScriptedModel([]), guardrails: [no] }).runStream("Go."));
  const layered = await collect(layeredAgent().runStream("Tell me much.", { files, sessionId: "s" }));
  const all = [paused, continued, thought, planned, failed, cancelled, steered, helped, blocked, layered];
  return all.flatMap(({ events }) => events);
}

test("the run that docs/events.md shows is the run that happens", async () => {
  const script = [{ ...says("Let me see."), toolCalls: [call("work", {})] }, says(["It ", "is done."])];
  const plain = tool({ name: "work", description: "Works.", inputSchema, execute: () => "done" });
  const agent = new Agent({ model: new ScriptedModel(script), tools: [plain] });
  const { events, output } = await collect(agent.runStream("Go."));
  assertEventStream(events, { output });
  const lines = events.map((event) => ("phaseName" in event ? `${event.event} ${event.phaseName}` : event.event));

  const page = await readFile(new URL("../../../docs/events.md", import.meta.url), "utf8");
  expect(page).toContain(`\`\`\`text\n${lines.join("\n")}\n\`\`\``);
});

test("every event carries the fields that the catalog names, and no others", async () => {
  const envelope: Readonly<Record<keyof RunEventEnvelope, true>> = {
    event: true,
    runId: true,
    sessionId: true,
    agentId: true,
    agentName: true,
    parentRunId: true,
    seq: true,
    createdAt: true,
  };
  const complaints = (await allKinds()).flatMap((event) => {
    const has = Object.keys(JSON.parse(JSON.stringify(event)) as object);
    const { fields } = EVENT_CATALOG[event.event];
    const needed = fields.filter((field) => /^\w+$/.test(field) && !has.includes(field));
    const strange = has.filter((key) => !(key in envelope) && !fields.some((field) => field.replace("?", "") === key));
    // Its fields are those of the output, which has a type and tests of its own.
    const extra = event.event === "RunCompleted" ? [] : strange;
    return [
      ...needed.map((field) => `${event.event} lacks ${field}`),
      ...extra.map((key) => `${event.event} has ${key}`),
    ];
  });
  expect([...new Set(complaints)]).toEqual([]);
});

test("these runs say every event that the page does not call later", async () => {
  const page = await readFile(new URL("../../../docs/events.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` \| ([^|]*) \| (?:yes)? ?\|/gm)];
  const now = rows.filter(([, name = "", meaning]) => name in EVENT_CATALOG && !meaning?.includes("*Later.*"));
  const said = new Set((await allKinds()).map(({ event }) => event as string));
  const silent = now.map(([, name = ""]) => name).filter((name) => !said.has(name));
  expect(silent).toEqual([]);
  expect(now.length).toBeGreaterThan(15);
});
