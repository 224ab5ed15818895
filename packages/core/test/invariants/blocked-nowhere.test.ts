import type { Guardrail, GuardrailVerdict, RunEvent, RunOutputData, ToolContext } from "@definable/spec";
import { call, ScriptedModel } from "@definable/testing";
import type { ScriptStep } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { Agent, AgentCancelled, AgentRunError, MemoryStore, tool } from "../../src/index.ts";
import type { RunOutput } from "../../src/index.ts";
import {
  all,
  allow,
  any,
  block,
  inputGuardrail,
  modify,
  not,
  outputGuardrail,
  toolGuardrail,
  warn,
  when,
} from "../../src/guardrails.ts";
import { checkRun } from "../setup/check-run.ts";
import { LogBook } from "../support/log-book.ts";
import { caught, holds, PATIENCE } from "./property.ts";

/** What must not get past a guardrail that looks for it: one word for each place that it can come from. */
const WORDS = { input: "canary-in-4c1", output: "canary-out-9d2", tool: "canary-arg-e07" } as const;
type Place = keyof typeof WORDS;
const PLACES = ["input", "output", "tool"] as const;

interface GuardPlan {
  readonly at: Place;
  readonly how: "block" | "modify" | "throw" | "odd" | "warn";
  readonly later: boolean;
  readonly dress: "bare" | "all" | "any" | "when" | "notNot";
}

interface TurnPlan {
  readonly text: readonly boolean[];
  readonly thought: boolean | undefined;
  readonly calls: readonly { readonly name: "note" | "ask"; readonly bad: boolean }[];
}

interface Plan {
  readonly guards: readonly GuardPlan[];
  readonly runAll: boolean;
  readonly raises: boolean;
  readonly turns: readonly TurnPlan[];
  readonly badInput: boolean;
  readonly stream: boolean;
  readonly steers: boolean | undefined;
  readonly cancelAt: number | undefined;
}

const rarely = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const anyPlan: fc.Arbitrary<Plan> = fc.record({
  guards: fc.array(
    fc.record({
      at: fc.constantFrom(...PLACES),
      how: fc.constantFrom("block", "modify", "modify", "throw", "odd", "warn"),
      later: fc.boolean(),
      dress: fc.constantFrom("bare", "bare", "all", "any", "when", "notNot"),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  runAll: fc.boolean(),
  raises: fc.boolean(),
  turns: fc.array(
    fc.record({
      text: fc.array(fc.boolean(), { maxLength: 3 }),
      thought: rarely(fc.boolean()),
      calls: fc.array(fc.record({ name: fc.constantFrom("note", "note", "ask"), bad: fc.boolean() }), { maxLength: 3 }),
    }),
    { maxLength: 4 },
  ),
  badInput: fc.integer({ min: 0, max: 3 }).map((roll) => roll === 0),
  stream: fc.boolean(),
  steers: rarely(fc.boolean()),
  cancelAt: rarely(fc.integer({ min: 1, max: 25 })),
});

const said = (place: Place, bad: boolean): string => (bad ? `so ${WORDS[place]} then. ` : "well. ");

function verdictOf({ at, how }: GuardPlan, text: string): GuardrailVerdict {
  const word = WORDS[at];
  if (!text.includes(word)) return allow();
  switch (how) {
    case "block":
      return block("No.");
    case "warn":
      return warn("Hm.");
    case "throw":
      throw new Error(text);
    case "odd":
      return {} as GuardrailVerdict;
    case "modify":
      return at === "tool" ? modify({ text: "***" }) : modify(text.replaceAll(word, "***"));
    default:
      return how satisfies never;
  }
}

function guardOf(plan: GuardPlan): Guardrail {
  const judge = (text: string): GuardrailVerdict | Promise<GuardrailVerdict> =>
    plan.later ? Promise.resolve().then(() => verdictOf(plan, text)) : verdictOf(plan, text);
  const make = { input: inputGuardrail, output: outputGuardrail }[plan.at === "tool" ? "output" : plan.at];
  const bare = plan.at === "tool" ? toolGuardrail("g", (_name, args) => judge(JSON.stringify(args))) : make("g", judge);
  switch (plan.dress) {
    case "bare":
      return bare;
    case "all":
      return all([bare, bare]);
    case "any":
      return any([bare]);
    case "when":
      return when(() => true, bare);
    case "notNot":
      // Twice turned, a change has become a block, which stops as much.
      return plan.how === "warn" ? bare : not(not(bare));
    default:
      return plan.dress satisfies never;
  }
}

const stepOf = ({ text, thought, calls }: TurnPlan): ScriptStep => ({
  text: text.map((bad) => said("output", bad)),
  ...(thought === undefined ? {} : { reasoning: said("output", thought) }),
  toolCalls: calls.map(({ name, bad }) => call(name, { text: said("tool", bad) })),
});

interface Played {
  /** All that anybody can read afterwards, and what was heard meanwhile. */
  readonly traces: string;
  /** What the model was asked with. */
  readonly asked: string;
  /** What the tools were given. */
  readonly given: string;
}

async function play(plan: Plan): Promise<Played> {
  const store = new MemoryStore();
  const log = new LogBook();
  const given: string[] = [];
  const inputSchema = z.object({ text: z.string() });
  const execute = ({ text }: { text: string }, _context: ToolContext<unknown>): string => {
    given.push(text);
    return "done";
  };
  const model = new ScriptedModel((_request, index) => {
    const turn = plan.turns[index];
    return turn === undefined ? "The end." : stepOf(turn);
  });
  const agent = new Agent({
    model,
    store,
    logger: log,
    debug: true,
    tools: [
      tool({ name: "note", description: "Notes.", inputSchema, execute }),
      tool({ name: "ask", description: "Asks.", inputSchema, execute, requiresConfirmation: true }),
    ],
    guardrails: {
      guardrails: plan.guards.map(guardOf),
      mode: plan.runAll ? "runAll" : "failFast",
      onBlock: plan.raises ? "raise" : "return",
    },
  });
  const heard: RunEvent[] = [];
  const controller = new AbortController();
  agent.events.on("*", (event) => {
    heard.push(event);
    if (heard.length === plan.cancelAt) controller.abort();
  });
  const options = { sessionId: "s", signal: controller.signal };
  const input = said("input", plan.badInput);
  let output = await outcome(plan.stream ? streamed(agent, input, { ...options, plan }) : agent.run(input, options));
  checkRun(output, undefined);
  const outputs = [output];
  while (output.isPaused) {
    for (const requirement of output.requirements) requirement.confirm();
    const earlier: RunOutputData = JSON.parse(JSON.stringify(output));
    output = await outcome(agent.continueRun(output, { signal: controller.signal }));
    checkRun(output, earlier);
    outputs.push(output);
  }
  const stored = store.runs.read(output.runId);
  // A crash must not lose what was asked, so the store keeps it as it was given.
  const entries = stored?.entries.filter(({ kind }) => kind !== "run.created");
  const traces = JSON.stringify([
    outputs,
    outputs.map(({ events, messages }) => [events, messages]),
    heard,
    entries,
    store.sessions.read({ sessionId: "s" }),
    await agent.getRun(output.runId),
    log.lines,
  ]);
  return { traces, asked: JSON.stringify(model.requests), given: given.join() };
}

async function streamed(
  agent: Agent,
  input: string,
  { plan, ...options }: { readonly plan: Plan; readonly sessionId: string; readonly signal: AbortSignal },
): Promise<RunOutput> {
  const stream = agent.runStream(input, options);
  for await (const event of stream) {
    if (event.event === "ModelCallStarted" && plan.steers !== undefined)
      void stream.steer(said("input", plan.steers)).catch(() => undefined);
    if (event.event === "ModelCallStarted" && event.turn > 6) stream.cancel();
  }
  return stream.output;
}

async function outcome(running: Promise<RunOutput>): Promise<RunOutput> {
  try {
    return await running;
  } catch (error) {
    const isEnd = error instanceof AgentRunError || error instanceof AgentCancelled;
    if (isEnd && error.output !== undefined) return error.output;
    throw error;
  }
}

/** True when some guardrail keeps the word of this place back. */
const isKept = (plan: Plan, place: Place): boolean => plan.guards.some(({ at, how }) => at === place && how !== "warn");

async function check(plan: Plan): Promise<void> {
  const { traces, asked, given } = await play(plan);
  if (isKept(plan, "input")) expect(traces + asked).not.toContain(WORDS.input);
  if (isKept(plan, "output")) expect(traces + asked).not.toContain(WORDS.output);
  if (isKept(plan, "tool")) expect(given).not.toContain(WORDS.tool);
}

const NAME = "what a guardrail keeps back is nowhere, however the run goes";

test(NAME, { timeout: PATIENCE }, () => holds({ name: NAME, cases: 250, of: anyPlan }, check));

test("a place that no guardrail looks at is found out", { timeout: PATIENCE }, async () => {
  const found = await caught({ name: "an unguarded output", cases: 250, of: anyPlan }, async (plan) => {
    const { traces } = await play({ ...plan, guards: plan.guards.filter(({ at }) => at !== "output") });
    if (isKept(plan, "output")) expect(traces).not.toContain(WORDS.output);
  });

  expect(String(found)).toContain(WORDS.output);
});
