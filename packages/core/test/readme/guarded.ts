import { Agent } from "../../src/index.ts";
import { allow, block, blockTopics, piiFilter, toolGuardrail } from "../../src/guardrails.ts";
import { ScriptedModel } from "@definable/testing";

const model = new ScriptedModel(["Write to ada@example.org."]);
const agent = new Agent({
  model,
  guardrails: [
    blockTopics(["lottery"]),
    piiFilter(),
    toolGuardrail("small_payments", (name, args) =>
      name === "pay" && Number(args["euros"]) > 100 ? block("No more than 100 euros.") : allow(),
    ),
  ],
});

const blocked = await agent.run("Which lottery ticket wins?");
console.log(blocked.status, blocked.content, `${model.callCount} model calls`);

const changed = await agent.run("Who can help me?");
console.log(changed.status, changed.content);
