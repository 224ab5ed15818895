import type { Message } from "@definable/spec";
import fc from "fast-check";
import type { ApprovalPlan, CallPlan, CancelPlan, Choice, Plan, RunPlan, TurnPlan } from "./plan.ts";
import { ASKING_KINDS, TOOL_KINDS } from "./tool-box.ts";

/** One in so many has it. */
const oneIn = <Value>(count: number, arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: count - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** Ids that clash with each other and with those that the house makes when it mends an id. */
const trickyId = fc.constantFrom("", "a", "a_1_0", "a_1_1", "a_2_1", "call_1_0", "call_2_1", "call", "call_2");

const madeUpName = fc.constantFrom("nothing_here", "SYNC", "bad name!", "", "x".repeat(80), "constructor", "ünï.code");

const call: fc.Arbitrary<CallPlan> = fc.record({
  name: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...TOOL_KINDS) },
    { weight: 3, arbitrary: fc.constantFrom(...ASKING_KINDS) },
    { weight: 1, arbitrary: madeUpName },
  ),
  n: fc.nat({ max: 99 }),
  id: oneIn(4, trickyId),
  args: fc.oneof(
    { weight: 12, arbitrary: fc.constant("good" as const) },
    { weight: 1, arbitrary: fc.constantFrom("broken" as const, "wrong" as const, "list" as const, "none" as const) },
  ),
});

/** Half characters too: a vendor cuts where it likes. */
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom("", "\ud83d", "\ude00", "\u2028", "__proto__", "😀") },
);

const failure: fc.Arbitrary<NonNullable<TurnPlan["failure"]>> = fc.record({
  code: fc.constantFrom("MODEL_OVERLOADED", "MODEL_RATE_LIMITED", "MODEL_BAD_REQUEST", "MODEL_STREAM_CUT", "throws"),
  after: fc.constantFrom(0, 0, 1, 2, Number.POSITIVE_INFINITY),
});

const turn: fc.Arbitrary<TurnPlan> = fc.record({
  text: fc.array(piece, { maxLength: 4 }),
  reasoning: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(piece, { maxLength: 3 }) },
  ),
  calls: fc.oneof(
    { weight: 4, arbitrary: fc.array(call, { minLength: 1, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  usage: fc.boolean(),
  refusal: fc.integer({ min: 0, max: 19 }).map((roll) => roll === 0),
  failure: oneIn(10, failure),
});

const choice: fc.Arbitrary<Choice> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Choice>("confirm") },
  { weight: 3, arbitrary: fc.constantFrom<Choice>("edit", "reject", "skip") },
  { weight: 1, arbitrary: fc.constant<Choice>("badEdit") },
);

const approval: fc.Arbitrary<ApprovalPlan> = fc.record({
  choices: fc.array(choice, { minLength: 1, maxLength: 4 }),
  from: fc.constantFrom("live", "json", "id"),
  by: fc.constantFrom("same", "same", "sharedStore", "freshStore"),
  stream: fc.boolean(),
});

const cancel: fc.Arbitrary<CancelPlan> = fc.record({
  at: fc.nat({ max: 60 }),
  how: fc.constantFrom("signal", "token", "stream", "leave", "cancelRun", "close"),
  from: fc.constantFrom("handler", "reader"),
});

const oldName = fc.constantFrom("sync", "gone", "bad name!", "");

const oldMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ role: fc.constant("user" as const), content: fc.constantFrom("Hi", "", "Well?") }),
  fc.constant<Message>({ role: "user", content: [] }),
  fc.record({
    role: fc.constant("assistant" as const),
    content: fc.constantFrom("", "So."),
    toolCalls: fc.array(fc.record({ id: trickyId, name: oldName, arguments: fc.constantFrom("{}", "{", "") }), {
      maxLength: 3,
    }),
  }),
  fc.record({ role: fc.constant("assistant" as const), content: fc.constantFrom("", "Well.") }),
  fc.record({ role: fc.constant("tool" as const), toolCallId: trickyId, toolName: oldName, content: fc.constant("x") }),
  fc.constant<Message>({ role: "system", content: "Be kind." }),
);

/** A history as a caller may bring it, legal or not. */
export const anyHistory: fc.Arbitrary<readonly Message[]> = fc.array(oldMessage, { maxLength: 8 });

const input: fc.Arbitrary<RunPlan["input"]> = fc.constantFrom<RunPlan["input"]>(
  "Go",
  { role: "user", content: [{ type: "text", text: "Go" }] },
  [
    { role: "user", content: "First." },
    { role: "user", content: "Then." },
  ],
  [
    { role: "user", content: [] },
    { role: "user", content: "Go" },
    { role: "user", content: "" },
  ],
);

/** One run in any way that a caller may have it. */
const anyRun: fc.Arbitrary<RunPlan> = fc.record({
  input,
  stream: fc.boolean(),
  hasSession: fc.boolean(),
  metadata: oneIn(3, fc.constant({ from: "a test" })),
  history: oneIn(4, anyHistory),
  cancel: oneIn(3, cancel),
  approvals: fc.array(approval, { maxLength: 3 }),
  dropPaused: fc.boolean(),
});

const store: fc.Arbitrary<Plan["store"]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant("memory" as const) },
  { weight: 2, arbitrary: fc.constant("slow" as const) },
  { weight: 2, arbitrary: fc.record({ failsAt: fc.integer({ min: 1, max: 12 }), later: fc.boolean() }) },
);

/** One to three runs of up to six rounds, with everything that can go wrong. */
export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  turns: fc.array(turn, { maxLength: 6 }),
  runs: fc.array(anyRun, { minLength: 1, maxLength: 3 }),
  maxToolRounds: fc.constantFrom(30, 30, 30, 30, 30, 30, 0, 1, 2),
  maxParallelTools: fc.constantFrom(undefined, undefined, 1, 2),
  maxRetries: fc.constantFrom(0, 1, 3),
  streams: fc.integer({ min: 0, max: 5 }).map((roll) => roll > 0),
  guards: fc.constantFrom("none", "none", "none", "atOnce", "later"),
  store,
});

/** Plans without time limits, whose cases are all played in the same way twice. */
export const anyExactPlan: fc.Arbitrary<Plan> = anyPlan.filter(({ turns }) =>
  turns.every(({ calls }) => !calls.some(({ name }) => ["deaf", "deafSequential", "heeds"].includes(name))),
);

/** Plans without guardrails: what the model says is told piece by piece, and what a caller says at once. */
export const anyOpenPlan: fc.Arbitrary<Plan> = anyPlan.map((plan) => ({ ...plan, guards: "none" }));
