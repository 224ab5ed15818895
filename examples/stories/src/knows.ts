import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import type { FileReader, Knowledge, Memory } from "@definable/core";
import { textReader } from "@definable/core/readers";
import { ScriptedModel } from "@definable/testing";

/** What was said, for each person. A real one writes it down, and finds what fits the query. */
class Diary implements Memory {
  readonly #lines = new Map<string, readonly string[]>();

  async recall(_query: string, { userId = "" }: { readonly userId?: string | undefined }) {
    const lines = this.#lines.get(userId) ?? [];
    const text = lines.join("\n");
    return {
      text,
      tokensUsed: Math.ceil(text.length / 4),
      chunksIncluded: lines.length,
      chunksAvailable: lines.length,
    };
  }

  async update(...[messages, { userId = "" }]: Parameters<Memory["update"]>) {
    const said = messages.flatMap(({ role, content }) =>
      role === "user" && typeof content === "string" ? content : [],
    );
    this.#lines.set(userId, [...(this.#lines.get(userId) ?? []), ...said]);
  }
}

const opening: Knowledge = {
  retrieve: async (query) =>
    /open/.test(query) ? [{ id: "1", source: "hours.md", content: "Open from 9 to 17." }] : [],
};

const notes: FileReader = {
  canRead: ({ filename = "" }) => filename.endsWith(".note"),
  read: async ({ filename = "", content = "" }) => ({ filename, text: `Note: ${atob(content)}` }),
};

const model = new ScriptedModel(["Hello Ada.", "From 9, Ada.", "Milk."]);
const agent = new Agent({ model, memory: new Diary(), knowledge: opening, readers: [textReader(), notes] });

await agent.run("I am Ada.", { userId: "ada" });
await agent.run("When do you open?", { userId: "ada" });
await agent.run("What is missing?", {
  files: [{ filename: "list.note", mimeType: "application/x-note", content: btoa("milk") }],
});

console.log(model.requests[1]?.instructions);
console.log(model.requests[2]?.messages.at(-1)?.content);

assert.equal(model.callCount, 3);
