import { Agent } from "../../src/index.ts";
import { ScriptedModel } from "@definable/testing";

const model = new ScriptedModel(["It is 12 degrees in Paris.", "It is 12 degrees in Rome."]);
const agent = new Agent({ model });

const answers = new Map<string, string>();
agent.use(async ({ messages }, next) => {
  const question = JSON.stringify(messages);
  const content = answers.get(question);
  if (content !== undefined) return { content };
  const outcome = await next();
  if (outcome.status === "COMPLETED") answers.set(question, outcome.content);
  return undefined;
});

agent.pipeline.add(
  { name: "season", run: ({ addInstructions }) => addInstructions("It is autumn.") },
  { before: "compose" },
);
agent.hook("after:season", ({ phaseName }) => console.log(`${phaseName} is done`));
agent.afterResponse(({ content, metrics }) => console.log(content, `(${metrics.modelCalls} model calls)`));

await agent.run("How warm is it in Paris?");
await agent.run("How warm is it in Paris?");
console.log(agent.pipeline.phaseNames.slice(0, 5).join(", "));
