import { assertHistory, ScriptedModel } from "@definable/testing";
import type { ScriptStep } from "@definable/testing";
import type { Model, ModelListener, ModelReply, ModelRequest } from "../../src/index.ts";
import type { CallPlan, TurnPlan } from "./plan.ts";

/** Plays the turns of a plan, then says that nothing is left. Keeps what it said, call by call, as the listener heard it. */
export class SpokenModel implements Model {
  readonly id = "spoken";
  readonly provider = "planned";
  readonly price = { input: 3, output: 15, asOf: "2026-01-01", source: "a plan" };
  readonly scripted: ScriptedModel;
  readonly said: string[][] = [];

  constructor(turns: readonly TurnPlan[]) {
    const steps = turns.map(stepOf);
    this.scripted = new ScriptedModel((_request, index) => steps[index] ?? { text: ["Nothing ", "is left."] });
  }

  respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const pieces: string[] = [];
    this.said.push(pieces);
    return this.scripted.respond(request, {
      text: (delta) => {
        pieces.push(delta);
        return listener.text(delta);
      },
      reasoning: (delta) => listener.reasoning(delta),
    });
  }

  /** Asserts that whatever it was asked with is legal. */
  assertRequests(): void {
    for (const { messages } of this.scripted.requests) assertHistory(messages);
  }
}

function stepOf(turn: TurnPlan): ScriptStep {
  const { text, reasoning, failure } = turn;
  return Object.freeze({
    text,
    reasoning,
    toolCalls: turn.calls.map(({ name, id, ...call }) => ({ name, id, input: argumentsOf(call) })),
    ...(turn.usage && { usage: { inputTokens: 11, outputTokens: 7, totalTokens: 18, cacheReadTokens: 4 } }),
    ...(turn.refusal && { refusal: "I would rather not." }),
    ...(failure !== undefined && { afterDeltas: failure.after, error: errorOf(failure.code) }),
  });
}

function errorOf(code: NonNullable<TurnPlan["failure"]>["code"]): ScriptStep["error"] {
  return code === "throws" ? new TypeError("secret") : { code };
}

function argumentsOf({ n, args }: Pick<CallPlan, "n" | "args">): string {
  switch (args) {
    case "good":
      return JSON.stringify({ n, list: [{}] });
    case "broken":
      return `{"n": ${n}`;
    case "wrong":
      return JSON.stringify({ n: String(n) });
    case "list":
      return JSON.stringify([n]);
    case "none":
      return "";
    default:
      return args satisfies never;
  }
}
