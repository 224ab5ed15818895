import type { ModelDriver } from "./model-driver.ts";
import { openAIDriver } from "./openai-vendor.ts";
import type { OpenAIModelMaker } from "./openai-vendor.ts";

/**
 * The driver for adapters that speak OpenAI's Responses API: `modelConformance(openAIResponsesVendor("MyModel",
 * (connection) => new MyModel({ id: "gpt-5", ...connection })))`. `more` changes what the driver says of the model.
 */
export function openAIResponsesVendor(
  name: string,
  createModel: OpenAIModelMaker,
  more: Partial<ModelDriver> = {},
): ModelDriver {
  // The response is created and in progress, then an item and a part of it are announced.
  return openAIDriver({ name, createModel, more, headChunks: 4 });
}
