import type { LayerScope, Memory, Message, Recollection } from "@definable/spec";

/** A memory for tests: keeps what was said by user, and recalls all of it. */
export class NotesMemory implements Memory {
  readonly #said: Map<string, string[]> = new Map();
  readonly updates: (readonly Message[])[] = [];

  async recall(_query: string, { userId = "" }: LayerScope): Promise<Recollection> {
    const said = this.#said.get(userId) ?? [];
    const text = said.join("\n");
    const count = said.length;
    return { text, tokensUsed: Math.ceil(text.length / 4), chunksIncluded: count, chunksAvailable: count };
  }

  async update(messages: readonly Message[], { userId = "" }: LayerScope): Promise<void> {
    this.updates.push(messages);
    const lines = messages.map(({ role, content }) => `${role}: ${typeof content === "string" ? content : "..."}`);
    this.#said.set(userId, [...(this.#said.get(userId) ?? []), ...lines]);
  }
}
