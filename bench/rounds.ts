import type { Model, ToolCall } from "@definable/spec";
import { Agent, tool } from "@definable/core";
import { z } from "zod";
import { brainOf } from "./peers/peer.ts";
import type { Brain, Peer, PeerAgent } from "./peers/peer.ts";
import type { FloorModel, FloorTools } from "./floor.ts";

const PER_ROUND = 4;

/** The calls of one round: four additions. */
function callsOf(round: number): readonly ToolCall[] {
  return Array.from({ length: PER_ROUND }, (_, index) => ({
    id: `call_${round}_${index}`,
    name: `add${index}`,
    arguments: `{"a":${round},"b":${index}}`,
  }));
}

const scripts = new Map<number, readonly (readonly ToolCall[])[]>();

function script(rounds: number): readonly (readonly ToolCall[])[] {
  const known = scripts.get(rounds) ?? Array.from({ length: rounds }, (_, round) => callsOf(round));
  scripts.set(rounds, known);
  return known;
}

const usage = { inputTokens: 100, outputTokens: 20, totalTokens: 120 };

/** A model that asks for four tools in each round and then answers. One for each run. */
export function roundsModel(rounds: number): Model {
  const calls = script(rounds);
  let round = 0;
  return {
    id: "bench",
    provider: "bench",
    async respond() {
      const toolCalls = calls[round % (rounds + 1)];
      round += 1;
      if (toolCalls !== undefined) return { content: "", toolCalls, finishReason: "toolCalls", usage };
      return { content: "done", toolCalls: [], finishReason: "stop", usage };
    },
  };
}

/** The same model for the floor. */
export function roundsFloor(rounds: number): FloorModel {
  const calls = script(rounds);
  let round = 0;
  return async () => {
    const toolCalls = calls[round % (rounds + 1)];
    round += 1;
    return toolCalls === undefined ? { content: "done", toolCalls: [] } : { content: "", toolCalls };
  };
}

const pair = z.object({ a: z.number(), b: z.number() });

const names = Array.from({ length: PER_ROUND }, (_, index) => `add${index}`);

/** The four tools, asynchronous as most are. */
export const tools = names.map((name) =>
  tool({ name, description: "Adds two numbers.", inputSchema: pair, execute: async ({ a, b }) => a + b }),
);

export const floorTools: FloorTools = Object.fromEntries(names.map((name) => [name, async ({ a, b }) => a + b]));

/** An agent with the four tools and a model of that many rounds. */
export function roundsAgent(rounds: number): Agent {
  return new Agent({ model: roundsModel(rounds), tools, maxToolRounds: rounds + 1 });
}

/** The same model for a peer. */
export function roundsBrain(rounds: number): Brain {
  const calls = script(rounds);
  let round = 0;
  return brainOf({
    answer: () => {
      const asked = calls[round % (rounds + 1)];
      round += 1;
      return asked === undefined ? { text: "done" } : { calls: asked };
    },
  });
}

/** A peer's agent with the four tools. */
export function roundsPeer(peer: Peer, brain: Brain, rounds: number): PeerAgent {
  return peer.agent(brain, { toolNames: names, maxRounds: rounds, history: [] });
}
