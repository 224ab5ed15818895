import type { Model } from "@definable/spec";
import type { Run } from "../run/run.ts";
import { earlierMessages, lastWords, textOf } from "./recent-messages.ts";

/** What a layer asks before it goes to work. */
export interface GateQuestion {
  /** Answered with YES or NO: "Does the request need ...?" */
  readonly question: string;
  /** Who is asked. Default: the run's model. */
  readonly model?: Model | undefined;
}

/**
 * Asks a model whether a layer with the trigger `auto` is worth its while in this run: one small call beside the conversation,
 * counted under the purpose `gate`. Whatever goes wrong counts as yes; a cancel is thrown.
 */
export async function passesGate(run: Run, { question, model }: GateQuestion): Promise<boolean> {
  try {
    const input = run.extras?.input ?? run.request.input;
    const recent = lastWords([...(await run.scope.race(earlierMessages(run))), ...input], { count: 3, length: 200 });
    const request = textOf(input.at(-1) ?? { content: "" }).slice(0, 300);
    const content = `Conversation:\n${recent}\n\nRequest: ${request}\n\nYES or NO?`;
    const instructions = `You decide one thing about a request and do not answer it. ${question} Answer with one word: YES or NO.`;
    const messages = [{ role: "user", content } as const];
    const reply = await run.askAside({ purpose: "gate", messages, instructions, model });
    return !/^\W*no?\b/i.test(reply.content);
  } catch (error) {
    if (run.scope.isCancelled) throw error;
    return true;
  }
}
