import assert from "node:assert/strict";
import { Agent, registerProvider } from "@definable/core";
import type { Model, ModelListener, ModelReply, ModelRequest } from "@definable/core";

/** A model is one method: hear the request, tell the listener each piece, return the whole reply. */
class Parrot implements Model {
  readonly provider = "zoo";
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  async respond({ messages, signal }: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const heard = messages.at(-1)?.content;
    const content = `${this.id} says: ${typeof heard === "string" ? heard : "Squawk!"}`;
    for (const word of content.split(/(?<= )/)) {
      signal.throwIfAborted();
      await listener.text(word);
    }
    return { content, toolCalls: [], finishReason: "stop" };
  }
}

registerProvider("zoo", () => ({ contract: 1, createModel: (id) => new Parrot(id) }));

const output = await new Agent({ model: "zoo/polly" }).run("Hello!");
console.log(output.content);

assert.equal(output.content, "polly says: Hello!");
