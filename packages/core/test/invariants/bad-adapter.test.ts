import { assertEventStream, assertHistory } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Agent, AgentCancelled, AgentRunError, RunOutput } from "../../src/index.ts";
import { foldSegment } from "../../src/run/fold-segment.ts";
import type { Model, ModelListener, ModelReply, ModelRequest } from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";
import { outcomeOf } from "./outcome-of.ts";
import { holds, PATIENCE } from "./property.ts";
import { TOOLS } from "./tool-box.ts";
import { ToolDesk } from "./tool-desk.ts";

const CALL = { id: "a", name: "sync", arguments: '{"n":1}' };
const REPLY = { content: "Hello.", toolCalls: [], finishReason: "stop" };

/** What an adapter may return that nobody checked with types. */
const RETURNS: Readonly<Record<string, unknown>> = {
  "a reply": REPLY,
  "a reply with calls": { ...REPLY, toolCalls: [CALL, { ...CALL, id: "" }] },
  "another text than it said": { ...REPLY, content: "Something else." },
  nothing: undefined,
  null: null,
  "a text": "Hello.",
  "an empty object": {},
  "no content": { toolCalls: [] },
  "no calls": { content: "Hello." },
  "calls that are none": { ...REPLY, toolCalls: [undefined, CALL] },
  "a call without id": { ...REPLY, toolCalls: [{ name: "sync", arguments: "{}" }] },
  "arguments that are parsed": { ...REPLY, toolCalls: [{ ...CALL, arguments: { n: 1 } }] },
};

interface BadTurn {
  readonly pieces: readonly (readonly ["text" | "reasoning" | "progress", string])[];
  readonly returns: string;
  readonly ends: "well" | "throws" | "rejects" | "says nothing more" | "goes on talking";
}

const turn: fc.Arbitrary<BadTurn> = fc.record({
  pieces: fc.array(fc.tuple(fc.constantFrom("text", "reasoning", "progress"), fc.constantFrom("a", "bc", "")), {
    maxLength: 8,
  }),
  returns: fc.oneof({ weight: 3, arbitrary: fc.constant("a reply") }, fc.constantFrom(...Object.keys(RETURNS))),
  ends: fc.oneof(
    { weight: 5, arbitrary: fc.constant<BadTurn["ends"]>("well") },
    fc.constantFrom<BadTurn["ends"]>("throws", "rejects", "says nothing more", "goes on talking"),
  ),
});

/** Plays bad turns and never listens to the signal. */
class BadModel implements Model {
  readonly id = "bad";
  readonly provider = "bad";
  readonly #turns: readonly BadTurn[];
  #asked = 0;

  constructor(turns: readonly BadTurn[]) {
    this.#turns = turns;
  }

  respond(_request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const next = this.#turns[this.#asked++];
    // What is returned here is wrong on purpose.
    if (next === undefined) return Promise.resolve(REPLY as ModelReply);
    if (next.ends === "throws") throw new TypeError("xyzzy");
    return this.#play(next, listener);
  }

  async #play({ pieces, returns, ends }: BadTurn, listener: ModelListener): Promise<ModelReply> {
    for (const [kind, piece] of pieces) {
      if (kind === "progress") listener.progress?.();
      else await listener[kind](piece);
    }
    if (ends === "rejects") return Promise.reject("xyzzy");
    if (ends === "says nothing more") return new Promise(() => undefined);
    if (ends === "goes on talking") setImmediate(() => void listener.text("late"));
    // What is returned here is wrong on purpose.
    return RETURNS[returns] as ModelReply;
  }
}

const turns = fc.array(turn, { maxLength: 4 });

test("whatever an adapter does, the run keeps its promises", { timeout: PATIENCE }, async () => {
  await holds({ name: "bad adapters", cases: 1_000, of: fc.record({ turns, stream: fc.boolean() }) }, async (one) => {
    const model = new BadModel(one.turns);
    const timeouts = { firstChunkMs: 5, betweenChunksMs: 5 };
    const agent = new Agent({
      model,
      tools: TOOLS,
      timeouts,
      maxRetries: 1,
      retryBackoffMs: 0,
      dependencies: new ToolDesk(),
      logger: new LogBook(),
    });
    const heard: string[] = [];
    agent.events.on("*", ({ event }) => void heard.push(event));

    const end = await (one.stream ? agent.runStream("Go").output : outcomeOf(agent.run("Go")));
    const output = end instanceof AgentRunError || end instanceof AgentCancelled ? end.output : end;
    await new Promise((resolve) => setImmediate(resolve));

    if (!(output instanceof RunOutput)) throw new Error("The run has no output.");
    assertEventStream(output.events, { output });
    foldSegment(output.events);
    assertHistory(output.messages);
    expect(JSON.stringify(output)).not.toContain("xyzzy");
    expect(heard).toEqual(output.events.map(({ event }) => event));
  });
});
