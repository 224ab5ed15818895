import { Agent, tool } from "../../src/index.ts";
import { call, calls, ScriptedModel } from "@definable/testing";
import { z } from "zod";

const writeNote = tool({
  name: "write_note",
  description: "Writes a note.",
  inputSchema: z.object({ text: z.string() }),
  requiresConfirmation: true,
  execute: ({ text }) => `Noted: ${text}`,
});

// Any model will do, such as "openai/gpt-4o". A scripted one needs no key.
const model = new ScriptedModel([calls(call("write_note", { text: "Buy milk" })), "I wrote it down.", "Milk."]);
const agent = new Agent({ model, instructions: "You keep notes.", tools: [writeNote] });

const paused = await agent.run("Remind me to buy milk.", { sessionId: "demo" });
for (const requirement of paused.requirements) {
  console.log(requirement.toolExecution.toolName, JSON.stringify(requirement.toolExecution.toolArgs));
  requirement.confirm();
}

for await (const event of agent.continueRunStream(paused)) {
  if (event.event === "ToolCallCompleted") console.log(event.result);
  if (event.event === "RunContent") console.log(event.content);
}

const output = await agent.run("What do I need?", { sessionId: "demo" });
console.log(output.content, output.status, `${output.messages.length} messages`);
