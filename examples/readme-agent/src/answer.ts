import { isDefinableError } from "@definable/core";
import type { Agent } from "@definable/core";

/** The answer to a question, or what to tell the person instead. */
export async function answer(agent: Agent, question: string): Promise<string> {
  try {
    return (await agent.run(question)).content;
  } catch (error) {
    if (!isDefinableError(error)) throw error;
    if (error.code === "RUN_CANCELLED") return "Stopped.";
    return error.retryable ? "Please try again in a moment." : error.message;
  }
}
