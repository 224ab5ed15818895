import type { Message } from "@definable/spec";
import { InputError } from "@definable/spec";
import type { ModelRef } from "../model/resolve-model.ts";
import type { Run } from "../run/run.ts";

/** A question whose answer the run can do without. */
export interface SpareQuestion {
  /** What for: `metrics.purposes` counts it under this name. */
  readonly purpose: string;
  readonly content: string;
  readonly instructions: string;
  /** Default: the run's. */
  readonly model: ModelRef | undefined;
}

/** Asks a model for something beside the conversation, unless that would end the run at one of its limits: then it throws. */
export async function askSpare(
  run: Run,
  { purpose, content, instructions, model: ref }: SpareQuestion,
): Promise<string> {
  const loading = ref?.load() ?? run.model;
  const model = loading instanceof Promise ? await run.scope.race(loading) : loading;
  const messages: readonly Message[] = [{ role: "user", content }];
  const limit = model && run.extras?.budget?.reachedBeside([...messages, instructions], model);
  if (limit !== undefined)
    throw new InputError("INVALID_INPUT", `The limit ${limit} of the run leaves nothing for it.`);
  const reply = await run.askAside({ purpose, messages, instructions, model });
  return reply.content.trim();
}
