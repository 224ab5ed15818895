import { Agent } from "../../src/index.ts";
import { call, calls, ScriptedModel } from "@definable/testing";

const clerk = new Agent({ name: "Clerk", model: new ScriptedModel(["Page 7."]), instructions: "You look things up." });
const boss = new Agent({
  model: new ScriptedModel([calls(call("clerk", { input: "Where is Paris?" })), "Paris is on page 7."]),
  tools: [clerk.asTool({ description: "Looks up pages of the atlas." })],
});

const output = await boss.run("Where is Paris?");
console.log(output.content, output.tools[0]?.result, output.metrics.purposes?.["subAgents"]?.modelCalls);
