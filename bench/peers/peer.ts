import { pathToFileURL } from "node:url";
import type { ToolCall } from "@definable/spec";

/** What a fake model says: words, or calls of tools. */
export interface BrainAnswer {
  readonly text?: string;
  readonly calls?: readonly ToolCall[];
}

/** What stands behind the fake model of a peer: the same for all. */
export interface Brain {
  /** Told how many messages the model was given. */
  answer(messages: number): BrainAnswer | Promise<BrainAnswer>;
  /** When it holds something, the model streams it. */
  readonly deltas: readonly string[];
  /** What every tool does. */
  add(pair: { readonly a: number; readonly b: number }): Promise<number>;
}

/** How a peer's agent is made. */
export interface PeerOptions {
  readonly toolNames: readonly string[];
  readonly maxRounds: number;
  readonly history: readonly { readonly role: "user" | "assistant"; readonly content: string }[];
}

/** An agent of a peer. */
export interface PeerAgent {
  /** Asks "go" and gives the answer. Rejects, or gives what it has, when the signal aborts. */
  run(signal?: AbortSignal): Promise<string>;
  /** The same, delta by delta. */
  read(take: (delta: string) => void): Promise<void>;
}

/** The file of a peer, where it is installed. */
export interface Peer {
  agent(brain: Brain, options: PeerOptions): PeerAgent;
}

/** Loads a peer from its folder. */
export async function loadPeer(file: string): Promise<Peer> {
  // Each file of this folder exports this one function.
  return (await import(pathToFileURL(file).href)) as Peer;
}

/** A brain of which only some parts matter. */
export function brainOf(parts: Partial<Brain>): Brain {
  return { answer: () => ({ text: "done" }), deltas: [], add: async ({ a, b }) => a + b, ...parts };
}
