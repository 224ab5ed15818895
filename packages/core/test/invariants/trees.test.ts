import type { Decision, RunEvent, RunOutputData } from "@definable/spec";
import { assertEventStream, assertHistory } from "@definable/testing";
import { expect, test } from "vitest";
import { AgentCancelled, AgentRunError } from "../../src/index.ts";
import type { Agent, ContinueOptions, RunOutput, Store } from "../../src/index.ts";
import { untouchable } from "../replay/record.ts";
import { checkRun } from "../setup/check-run.ts";
import { grow, Ledger, numbered } from "./grow.ts";
import type { NumberedTree } from "./grow.ts";
import { oddStore } from "./odd-store.ts";
import { asJson } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyTree } from "./tree.ts";
import type { Answer, TreePlan, TreeStep } from "./tree.ts";

const EDITED = 1_000;

/** A person who agrees to everything, where a plan has no more answers. */
const AGREES: TreeStep = { answers: ["confirm"], from: "id", by: "same", stream: false };

/** Plays a tree to its end: what was decided about each call, what was done, and what was told. */
class TreePlayer {
  readonly ledger: Ledger = new Ledger();
  /** By the number of the call: the arguments that it may be carried out with; undefined when it was refused. */
  readonly decided: Map<number, number | undefined> = new Map();
  readonly events: RunEvent[] = [];
  readonly #plan: TreePlan;
  readonly #tree: NumberedTree;
  readonly #controller: AbortController = new AbortController();
  #store: Store;
  #agent: Agent;

  constructor(plan: TreePlan) {
    this.#plan = plan;
    this.#tree = numbered(plan.root);
    this.#store = oddStore(plan.house.store);
    this.#agent = this.#make();
  }

  async play(): Promise<RunOutput> {
    const { signal } = this.#controller;
    let output = await this.#ended(this.#agent.run("Go", { signal, sessionId: "s" }));
    for (let turn = 0; output.isPaused && turn < 100; turn += 1) {
      const step = this.#plan.steps[turn] ?? AGREES;
      output = await this.#continue(output, step);
    }
    return output;
  }

  /** Whether its store keeps what it is given. */
  get isReliable(): boolean {
    return typeof this.#plan.house.store === "string";
  }

  /** How a run of the tree stands in the store. */
  child(runId: string): Promise<RunOutput | undefined> {
    return this.#agent.getRun(runId);
  }

  #make(): Agent {
    const agent = grow(this.#tree, this.ledger, { house: this.#plan.house, store: this.#store });
    agent.events.on("*", ({ seq }) => {
      if (seq === this.#plan.cancelAt) this.#controller.abort();
    });
    return agent;
  }

  async #continue(paused: RunOutput, step: TreeStep): Promise<RunOutput> {
    const earlier = asJson(paused);
    if (step.by === "freshStore") this.#store = oddStore(this.#plan.house.store);
    if (step.by !== "same") this.#agent = this.#make();
    const decisions = this.#decide(paused, step.answers);
    const options: ContinueOptions = { decisions, signal: this.#controller.signal };
    const from = step.from === "id" && step.by !== "freshStore" ? paused.runId : earlier;
    const going = step.stream
      ? this.#agent.continueRunStream(from, options).output
      : this.#agent.continueRun(from, options);
    return this.#ended(going, earlier, paused);
  }

  #decide(paused: RunOutput, answers: readonly Answer[]): readonly Decision[] {
    const open = paused.activeRequirements;
    const decisions = open.flatMap(({ id, toolExecution }, index): Decision[] => {
      const call = Number(toolExecution.toolArgs["id"]);
      if (Number.isNaN(call)) return [aboutAgent(id, answers[index % answers.length])];
      switch (answers[index % answers.length] ?? "confirm") {
        case "confirm":
          this.decided.set(call, call);
          return [{ requirementId: id, action: "confirm" }];
        case "edit":
          this.decided.set(call, call + EDITED);
          return [{ requirementId: id, action: "confirm", args: { id: call, n: call + EDITED } }];
        case "reject":
          this.decided.set(call, undefined);
          return [{ requirementId: id, action: "reject", note: "Rather not." }];
        case "skip":
          return [];
        default:
          throw new Error("An answer is not known.");
      }
    });
    return decisions.length > 0 ? decisions : this.#decide(paused, ["confirm"]);
  }

  async #ended(going: Promise<RunOutput>, earlier?: RunOutputData, paused?: RunOutput): Promise<RunOutput> {
    const output = await going.catch((error: unknown) => {
      if ((error instanceof AgentCancelled || error instanceof AgentRunError) && error.output) return error.output;
      // It could not begin: it waits on.
      if (!this.isReliable && paused !== undefined) return paused;
      throw error;
    });
    if (output === paused) return output;
    this.events.push(...output.events);
    checkRun(output, earlier);
    return output;
  }
}

/** What the models of all agents have used. */
function usedIn(events: readonly RunEvent[]): number {
  return events
    .map((event) => (event.event === "ModelCallCompleted" ? (event.usage?.totalTokens ?? 0) : 0))
    .reduce((sum, used) => sum + used, 0);
}

/** The call of an agent has nothing to edit. */
function aboutAgent(requirementId: string, answer: Answer | undefined): Decision {
  return answer === "reject" ? { requirementId, action: "reject" } : { requirementId, action: "confirm" };
}

test(
  "in any tree of agents each call is carried out as it was decided, once, in whatever order people answer",
  { timeout: PATIENCE },
  async () => {
    await holds({ name: "trees of agents", cases: 1_000, of: anyTree }, async (plan) => {
      const player = new TreePlayer(plan);

      const output = await player.play();

      assertEventStream(player.events, { output });
      const isWhole = output.status === "COMPLETED" && player.isReliable;
      if (plan.cancelAt === undefined && player.isReliable) expect(output.status).toBe("COMPLETED");
      for (const [call, given] of player.decided) {
        const done = player.ledger.of(call);
        if (given === undefined) expect(done).toEqual([]);
        else if (isWhole || done.length > 0) expect(done).toEqual([given]);
      }
      for (const event of player.events) {
        if (event.event !== "ToolCallStarted") continue;
        const call = Number(event.tool.toolArgs["id"] ?? 0);
        expect(player.ledger.of(call).length).toBeLessThanOrEqual(1);
      }
      // What waits has yet to say what it used.
      if (!output.isPaused) expect(output.metrics.totalTokens).toBe(usedIn(player.events));
      for (const runId of new Set(player.events.map((event) => event.runId))) {
        const child = await player.child(runId);
        if (child === undefined || !player.isReliable) continue;
        expect(child.isPaused).toBe(false);
        for (const vendor of ["openai-chat", "anthropic"] as const) assertHistory(child.messages, vendor);
      }
    });
  },
);

test("a tree of agents that people answered is replayed to the byte", { timeout: PATIENCE }, async () => {
  await holds({ name: "trees replayed", cases: 300, of: anyTree }, async (plan) => {
    const player = new TreePlayer({ ...plan, cancelAt: undefined });
    const output = await player.play();
    // Where a store fails is not in the events.
    if (!player.isReliable || output.status !== "COMPLETED") return;

    const replay = await untouchable().replay(player.events);

    expect(replay.difference).toBeUndefined();
    expect(replay.events.map((event) => JSON.stringify(event))).toEqual(
      player.events.map((event) => JSON.stringify(event)),
    );
  });
});
