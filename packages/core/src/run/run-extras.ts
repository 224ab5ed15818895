import type { Message, RunOutputData, SessionData, SessionSummary, ToolCall, UserMessage } from "@definable/spec";
import type { AnswerShape } from "../shape/answer-shape.ts";
import type { Children } from "../sub-agents/children.ts";
import type { Guards } from "../guardrails/guards.ts";
import type { PlannedCall, Watch } from "@definable/tools";
import type { CallBudget } from "../limits/call-budget.ts";
import type { TurnCalls } from "../loop/turn-calls.ts";

/** The layers that add to the instructions, in the order in which they stand there. */
export const LAYERS = ["thinking", "knowledge", "memory", "summary", "shape", "added"] as const;

/** What the thinking layer leaves behind, in this process. */
export interface Thought {
  /** What it adds to the instructions. */
  readonly block: string;
  readonly messages: readonly Message[];
}

/** What phases add to the instructions, by layer; an empty text when a layer was asked and had nothing. */
export type Blocks = { [Layer in (typeof LAYERS)[number]]?: string };

/** What of the earlier messages the model is asked with, where it is not all of them. */
export interface Conversation {
  /** The session as the run found it. */
  readonly session: SessionData | undefined;
  /** The messages of a session that its summary does not tell. */
  since(session: SessionData): readonly Message[];
  /** Cuts a legal conversation whose last `inputs` messages are the input. */
  window(messages: Message[], inputs: number): Message[];
}

/** The sub-agents of a run, as its stages know them. */
export type Family = Pick<
  Children,
  "work" | "wait" | "begun" | "forget" | "counts" | "waiting" | "settled" | "haveEnded" | "end"
>;

/** What judges the texts and calls of a run, as its stages know it. */
export type Barrier = Pick<
  Guards,
  | "judgesInput"
  | "judgesReplies"
  | "judgesCalls"
  | "holdsText"
  | "heldInput"
  | "judgeInput"
  | "judgeFile"
  | "judgeLookedUp"
  | "judgeReply"
  | "judgeAnswer"
  | "judgeCalls"
  | "takeLetters"
  | "passes"
>;

/** The shape that an answer must have, as the loop knows it. */
export type Shape = Pick<AnswerShape, "outputFormat" | "begin" | "heard" | "answer" | "check">;

/** What only some runs have. Made when the first part wants it, so that a plain run has none of it. */
export class RunExtras {
  /** The input as the model gets it, where it differs from what was given: files as text, words replaced. */
  input: readonly UserMessage[] | undefined;
  /** What phases add to the instructions. */
  readonly blocks: Blocks = {};
  /** What the thinking layer added, and the conversation with its model. */
  thought: Thought | undefined;
  /** The shape that the answer must have. */
  shape: Shape | undefined;
  /** The sub-agents that it has started. */
  children: Family | undefined;
  /** What judges its texts and calls. */
  guards: Barrier | undefined;
  /** Makes the calls of a reply ready in the place of the loop: a replay does. */
  plan: ((calls: readonly ToolCall[]) => readonly PlannedCall[] | Promise<readonly PlannedCall[]>) | undefined;
  /** What it may still spend on model calls. */
  budget: CallBudget | undefined;
  /** What ends it when its time is over. */
  timeWatch: Watch | undefined;
  /** How often the model had been asked when the turn of the conversation began that is under way. */
  firstTurn = 0;
  /** The tools that the session's person has allowed once and for all. */
  allowed: ReadonlySet<string> | undefined;
  /** The calls that a continuation carries out before it asks the model. */
  resumed: TurnCalls | undefined;
  /** What makes a continuation fail before it does anything. */
  failure: Error | undefined;
  /** What a continuation goes on from. */
  earlier: RunOutputData | undefined;
  /** Messages of the run that its session has already. */
  inSession: readonly Message[] | undefined;
  /** How many models were asked beside the conversation. */
  sideCalls = 0;
  conversation: Conversation | undefined;
  /** What is done before each turn of the model. */
  beforeTurn: (() => Promise<void>) | undefined;
  /** What goes into the session with the end of the run. */
  summary: SessionSummary | undefined;
}
