import { ScriptedModel } from "@definable/testing";
import { z } from "zod";
import { Agent, tool } from "../../src/index.ts";
import type { Store, Tool } from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";
import type { TreeCall, TreeNode } from "./tree.ts";

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

/** The agents of a tree, as any process would make them. Their models look at the conversation only. */
export function grow({ root, ids }: NumberedTree, ledger: Ledger, store: Store): Agent {
  const tools = toolsOf(ledger);
  const agentOf = ({ rounds }: TreeNode, name: string): Agent => {
    const below = rounds.flat().flatMap((call) => {
      if (call.kind === "tool") return [];
      const child = `agent_${ids.get(call)}`;
      return [agentOf(call.node, child).asTool({ name: child, description: "Works." })];
    });
    const model = new ScriptedModel(
      ({ messages }) => {
        const round = [...messages].filter(({ role }) => role === "assistant").length;
        const asked = rounds[round];
        if (asked === undefined) return `${name} is done`;
        const toolCalls = asked.map((call) => {
          const id = ids.get(call) ?? 0;
          return call.kind === "tool"
            ? { id: `c${id}`, name: call.tool, input: { id, n: id } }
            : { id: `c${id}`, name: `agent_${id}`, input: { input: `Do ${id}` } };
        });
        return { text: `${name} works`, toolCalls };
      },
      { id: name },
    );
    return new Agent({ name, model, tools: [...tools, ...below], store, logger: new LogBook() });
  };
  return agentOf(root, "root");
}
