import type { Guardrail, GuardrailVerdict, JsonObject, Usage } from "@definable/spec";
import { ScriptedModel } from "@definable/testing";
import { z } from "zod";
import { Agent, tool } from "../../src/index.ts";
import type { Store, Tool } from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";
import type { TreeCall, TreeHouse, TreeNode } from "./tree.ts";

/** What was carried out: for each call of the tree, by its number, the arguments of each time. */
export class Ledger {
  readonly #done: Map<number, number[]> = new Map();

  note(id: number, given: number): void {
    this.#done.set(id, [...(this.#done.get(id) ?? []), given]);
  }

  of(id: number): readonly number[] {
    return this.#done.get(id) ?? [];
  }
}

const schema = z.object({ id: z.number(), n: z.number() });

function toolsOf(ledger: Ledger): readonly Tool[] {
  const make = (name: string, look: object, answer: (n: number) => unknown): Tool =>
    tool({
      name,
      description: "Answers with its number.",
      inputSchema: schema,
      ...look,
      execute: ({ id, n }) => {
        ledger.note(id, n);
        return answer(n);
      },
    });
  const say = (n: number): string => `r${n}`;
  return [
    make("plain", {}, say),
    make("later", {}, async (n) => {
      for (let left = n % 5; left > 0; left -= 1) await Promise.resolve();
      return say(n);
    }),
    make("asks", { requiresConfirmation: true }, say),
    make("asksSequential", { requiresConfirmation: true, sequential: true }, say),
    make("asksWhenOdd", { requiresConfirmation: ({ n }: { n: number }) => n % 2 === 1 }, say),
    make("throws", {}, (n) => {
      throw new Error(`e${n}`);
    }),
  ];
}

/** A tree with a number for each call. */
export interface NumberedTree {
  readonly root: TreeNode;
  /** The number of each call. */
  readonly ids: ReadonlyMap<TreeCall, number>;
}

/** Gives each call a number. */
export function numbered(root: TreeNode): NumberedTree {
  const ids = new Map<TreeCall, number>();
  const walk = ({ rounds }: TreeNode): void => {
    for (const call of rounds.flat()) {
      ids.set(call, ids.size + 1);
      if (call.kind === "agent") walk(call.node);
    }
  };
  walk(root);
  return { root, ids };
}

/** What every reply of a model uses. */
const USAGE: Usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15 };

/** The agents of a tree, as any process would make them. Their models look at the conversation only. */
export function grow(tree: NumberedTree, ledger: Ledger, { house, store }: { house: TreeHouse; store: Store }): Agent {
  const tools = toolsOf(ledger);
  const agentOf = (node: TreeNode, name: string): Agent => {
    const agent = new Agent({
      name,
      model: modelOf(tree, node, name),
      tools: [...tools, ...below(node)],
      subAgents: { maxConcurrent: house.maxConcurrent, maxDepth: 3 },
      maxParallelTools: house.maxParallelTools,
      store,
      logger: new LogBook(),
      ...(house.isLimited ? { maxTotalTokens: 1_000_000 } : {}),
      ...(house.guards === "none" ? {} : { guardrails: [watcher(house.guards)] }),
    });
    return house.middleware ? agent.use(async (_context, next) => next()) : agent;
  };
  // What is started by a model has the tools of whoever starts it.
  const below = ({ rounds }: TreeNode): readonly Tool[] =>
    rounds.flat().flatMap((call) => {
      if (call.kind === "tool") return [];
      if (call.as === "spawned") return below(call.node);
      const name = `agent_${tree.ids.get(call)}`;
      const requiresConfirmation = call.asks;
      return [agentOf(call.node, name).asTool({ name, description: "Works.", requiresConfirmation })];
    });
  return agentOf(tree.root, "root");
}

/** A model that knows by its task which agent of the tree it is. */
function modelOf({ ids }: NumberedTree, own: TreeNode, name: string): ScriptedModel {
  const nodes = new Map([...ids].map(([call, id]) => [`Do ${id}`, call.kind === "agent" ? call.node : own]));
  return new ScriptedModel(
    ({ messages }) => {
      const [first] = messages;
      const node = (typeof first?.content === "string" ? nodes.get(first.content) : undefined) ?? own;
      const round = [...messages].filter(({ role }) => role === "assistant").length;
      const asked = node.rounds[round];
      if (asked === undefined) return { text: `${name} is done`, usage: USAGE };
      // The calls of all agents have the same ids, as some vendors number them.
      const toolCalls = asked.map((call, place) => ({ ...callOf(call, ids.get(call) ?? 0), id: `c${place}` }));
      return { text: `${name} works`, toolCalls, usage: USAGE };
    },
    { id: name },
  );
}

function callOf(call: TreeCall, id: number): { readonly name: string; readonly input: JsonObject } {
  if (call.kind === "tool") return { name: call.tool, input: { id, n: id } };
  if (call.as === "spawned") return { name: "spawn_agent", input: { goal: `Do ${id}` } };
  return { name: `agent_${id}`, input: { input: `Do ${id}` } };
}

/** Looks at everything and lets it pass. */
function watcher(when: "atOnce" | "later"): Guardrail {
  const allow: GuardrailVerdict = { action: "allow" };
  return {
    name: "watcher",
    applies: ["input", "output", "tool"],
    check: () => (when === "atOnce" ? allow : Promise.resolve().then(() => allow)),
  };
}
