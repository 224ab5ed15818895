import { Agent, tool } from "@definable/core";
import { jsonSchema } from "@definable/tools/json-schema";

const inputSchema = jsonSchema({
  type: "object",
  properties: { a: { type: "number" }, b: { type: "number" } },
  required: ["a", "b"],
});
const add = tool({ name: "add", description: "Adds.", inputSchema, execute: async ({ a, b }) => a + b });
const model = {
  id: "bench",
  provider: "bench",
  async respond(request) {
    if (request.messages.length > 1) return { content: "done", toolCalls: [], finishReason: "stop" };
    return {
      content: "",
      toolCalls: [{ id: "c", name: "add", arguments: '{"a":1,"b":2}' }],
      finishReason: "toolCalls",
    };
  },
};
const output = await new Agent({ model, tools: [add] }).run("go");
console.log(output.tools[0]?.result === "3" ? output.content : JSON.stringify(output));
