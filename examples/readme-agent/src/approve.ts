import type { Agent, RunOutput } from "@definable/core";

/** Runs, and asks a person whenever the run waits for one. */
export async function approve(agent: Agent, input: string, agrees: (call: string) => boolean): Promise<RunOutput> {
  let output = await agent.run(input);
  while (output.isPaused) {
    for (const requirement of output.activeRequirements) {
      const { toolName, toolArgs } = requirement.toolExecution;
      if (agrees(`${toolName} ${JSON.stringify(toolArgs)}`)) requirement.confirm();
      else requirement.reject("Not this one.");
    }
    output = await agent.continueRun(output);
  }
  return output;
}
