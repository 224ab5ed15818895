import type { Agent } from "@definable/core";

/** Prints a run while it happens. */
export async function watch(agent: Agent, question: string): Promise<void> {
  for await (const event of agent.runStream(question)) {
    switch (event.event) {
      case "RunContent":
        console.log(event.content);
        break;
      case "ToolCallStarted":
        console.log(`${event.toolName}(${JSON.stringify(event.tool.toolArgs)})`);
        break;
      case "RunCompleted":
        console.log(`${event.metrics.totalTokens} tokens`);
        break;
      default: // New names may come with a minor version.
    }
  }
}
