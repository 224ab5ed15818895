import type { Model, ModelReply, ModelRequest } from "@definable/spec";

/** A reply of the model: words, calls by the name of the tool, or an error to throw. */
export type Said = string | Error | ReadonlyArray<readonly [tool: string, args: object]>;

/** A model that says one thing after the other, word by word, and remembers what it was asked. */
export function spokenModel(...script: readonly Said[]): Model & { readonly asked: readonly ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    id: "spoken",
    provider: "portable",
    asked,
    async respond(request, listener): Promise<ModelReply> {
      const said = script[asked.length];
      asked.push(request);
      if (said === undefined) throw new Error("The script has no further reply.");
      if (said instanceof Error) throw said;
      if (typeof said === "string") {
        for (const word of said.split(/(?<= )/)) await listener.text(word);
        return { content: said, toolCalls: [], finishReason: "stop" };
      }
      const toolCalls = said.map(([name, args], index) => ({
        id: `call_${asked.length}_${index}`,
        name,
        arguments: JSON.stringify(args),
      }));
      return { content: "", toolCalls, finishReason: "toolCalls" };
    },
  };
}
