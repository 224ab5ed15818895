import type { Model, ProviderModule } from "@definable/spec";
import { Claude } from "./claude/index.ts";

/** The version of the provider contract that this package keeps to. */
export const contract: ProviderModule["contract"] = 1;

/** Makes the model that `"anthropic/<id>"` names. The key is looked for at the first request. */
export function createModel(id: string): Model {
  return new Claude({ id });
}
