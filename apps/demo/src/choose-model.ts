import { ConfigError } from "@definable/core";
import type { Model } from "@definable/spec";
import { offlineModel } from "./offline-model/offline-model.ts";
import { variable } from "./settings.ts";
import type { Environment } from "./settings.ts";

/** The model that answers, and what a person should know of it. */
export interface ChosenModel {
  readonly model: Model | string;
  readonly isOffline: boolean;
  readonly name: string;
  /** One or two sentences. */
  readonly about: string;
}

const DEFAULT_MODEL = "gpt-4o-mini";

/**
 * Chooses by the environment: OPENAI_API_KEY or OPENAI_BASE_URL give an OpenAI-compatible model, DEFINABLE_MODEL names
 * which one (`offline` forces the stand-in); with none of them the offline stand-in answers. Throws a `ConfigError` for a model
 * without a key.
 */
export async function chooseModel(environment: Environment): Promise<ChosenModel> {
  const apiKey = variable(environment, "OPENAI_API_KEY");
  const baseURL = variable(environment, "OPENAI_BASE_URL");
  const wanted = variable(environment, "DEFINABLE_MODEL");
  if (wanted === "offline" || (wanted ?? apiKey ?? baseURL) === undefined) return offline();
  // A server of one's own may have slashes in its ids; elsewhere the part before the slash is the provider.
  const isOther =
    baseURL === undefined && wanted !== undefined && wanted.includes("/") && !wanted.startsWith("openai/");
  if (isOther)
    return { model: wanted, isOffline: false, name: wanted, about: "A language model, named by DEFINABLE_MODEL." };
  if ((apiKey ?? baseURL) === undefined) {
    throw new ConfigError(
      "MODEL_KEY_MISSING",
      `DEFINABLE_MODEL is "${wanted}", but there is no key for it. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.`,
    );
  }
  const id = (wanted ?? DEFAULT_MODEL).replace(/^openai\//, "");
  const { OpenAIChat } = await import("@definable/openai");
  const model = new OpenAIChat({ id, apiKey, baseURL });
  const where = baseURL === undefined ? "at OpenAI" : `at ${new URL(baseURL).host}`;
  return {
    model,
    isOffline: false,
    name: id,
    about: `A language model ${where}. What you type is sent there.`,
  };
}

function offline(): ChosenModel {
  return {
    model: offlineModel(),
    isOffline: true,
    name: "offline, no language model",
    about:
      "It matches your words with the descriptions of the tools; nothing leaves this machine. Set OPENAI_API_KEY and start again for a real model.",
  };
}
