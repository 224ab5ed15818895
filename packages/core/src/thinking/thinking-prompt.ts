import type { Message } from "@definable/spec";
import { lastWords } from "../phases/recent-messages.ts";
import type { Run } from "../run/run.ts";

/** As much of the agent's instructions as tells its role. */
const ROLE_LENGTH = 500;
/** As much of a tool's description as tells what it is. */
const TOOL_LENGTH = 100;

const TASK =
  "Think about the request before an assistant answers it. Do not answer it yourself: say what is really asked, what is known and " +
  "what is uncertain; then how it is answered best; then which of the assistant's tools are needed, in their order.";

/** What the thinking model is told by default: its task, the role and the tools of the agent, what is known already. */
export function thinkingPrompt(run: Run, earlier: readonly Message[]): string {
  const role = (run.request.options.instructions ?? run.config.instructions ?? "").slice(0, ROLE_LENGTH);
  const tools = run.tools.definitions.map(({ name, description }) => `- ${name}: ${firstLine(description)}`);
  const said = lastWords(earlier, { count: 6, length: 500 });
  const { knowledge, memory } = run.extras?.blocks ?? {};
  const has = [...(knowledge === undefined ? [] : ["documents"]), ...(memory === undefined ? [] : ["memories"])];
  return [
    TASK,
    ...(role === "" ? [] : [`The assistant's role:\n${role}`]),
    tools.length === 0 ? "The assistant has no tools." : `The assistant's tools:\n${tools.join("\n")}`,
    ...(has.length === 0 ? [] : [`The assistant has also been given ${has.join(" and ")} that fit the request.`]),
    ...(said === "" ? [] : [`The conversation before the request:\n${said}`]),
  ].join("\n\n");
}

const firstLine = (description: string): string => (description.split("\n", 1)[0] ?? "").slice(0, TOOL_LENGTH);
