import type { Model } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import { findProvider, providerNames } from "./providers.ts";
import type { ProviderLoader } from "./providers.ts";

/** A model by name: known to be well-formed, loaded at the first run. */
export interface ModelRef {
  readonly provider: string;
  readonly id: string;
  /** The model, at once when it is loaded already. Throws `PACKAGE_MISSING` and whatever the provider throws. */
  load(): Model | Promise<Model>;
}

/**
 * Reads a model string: `"openai/gpt-4o"` (split at the first slash), `"openai:gpt-4o"` when that provider is registered,
 * or a bare id, which is OpenAI's. A model object is taken as it is. Throws `UNKNOWN_MODEL` with the known providers.
 */
export function resolveModel(model: string | Model): ModelRef {
  if (typeof model !== "string") return ready(model);
  const { provider, id } = split(model);
  const loader = findProvider(provider);
  if (provider.trim() === "" || id.trim() === "" || loader === undefined) throw unknown(model, provider, id);
  return lazy(provider, id, loader);
}

function ready(model: Model): ModelRef {
  if (typeof model !== "object" || model === null || typeof model.respond !== "function") {
    throw new ConfigError(
      "UNKNOWN_MODEL",
      `An Agent needs a model: a string such as "openai/gpt-4o", or an object with a respond method; got ${describe(model)}.`,
    );
  }
  return { provider: model.provider, id: model.id, load: () => model };
}

function lazy(provider: string, id: string, loader: ProviderLoader): ModelRef {
  let model: Model | undefined;
  let loading: Promise<Model> | undefined;
  const load = async (): Promise<Model> => {
    try {
      const module = await loader();
      model = module.createModel(id, provider);
      return model;
    } finally {
      // A load that failed is tried again by the next run.
      loading = undefined;
    }
  };
  return { provider, id, load: () => model ?? (loading ??= load()) };
}

function split(model: string): { readonly provider: string; readonly id: string } {
  const slash = model.indexOf("/");
  if (slash >= 0) return { provider: model.slice(0, slash).toLowerCase(), id: model.slice(slash + 1) };
  const colon = model.indexOf(":");
  const before = model.slice(0, Math.max(0, colon)).toLowerCase();
  if (colon > 0 && findProvider(before) !== undefined) return { provider: before, id: model.slice(colon + 1) };
  return { provider: "openai", id: model };
}

function unknown(model: string, provider: string, id: string): ConfigError {
  const known = providerNames().join(", ");
  const problem =
    provider.trim() === "" || id.trim() === ""
      ? "a model string has a provider and an id"
      : `there is no provider "${provider}" (known: ${known}; others: registerProvider(name, loader))`;
  return new ConfigError("UNKNOWN_MODEL", `The model "${model}" is unknown: ${problem}. Example: "openai/gpt-4o".`);
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value;
}
