import type { Model, ProviderModule } from "@definable/spec";
import { OpenAIChat } from "./chat/index.ts";
import { OpenAIResponses } from "./responses/index.ts";

/** The version of the provider contract that this package keeps to. */
export const contract: ProviderModule["contract"] = 1;

/**
 * Makes the model that `"openai/<id>"` or `"<vendor>/<id>"` names; `"openai-responses/<id>"` is OpenAI's as well, asked
 * through the other API. The key is looked for at the first request.
 */
export function createModel(id: string, provider: string = "openai"): Model {
  return provider === "openai-responses" ? new OpenAIResponses({ id }) : new OpenAIChat({ id, provider });
}
