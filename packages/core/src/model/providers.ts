import type { ProviderModule } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import { loadOptional } from "../load-optional.ts";

/** Gives the module of a provider, at the first use of one of its models. */
export type ProviderLoader = () => ProviderModule | Promise<ProviderModule>;

const ours =
  (specifier: string, name: string): ProviderLoader =>
  async () =>
    asProvider(await loadOptional({ specifier, feature: `A model string "${name}/..."` }), specifier);

const providers = new Map<string, ProviderLoader>([["openai", ours("@definable/openai", "openai")]]);

/**
 * Makes model strings `"name/id"` work for a provider of your own, for all agents of the process. Returns a function that
 * takes it back. Throws `INVALID_CONFIG` when the name holds a slash or a colon.
 */
export function registerProvider(name: string, loader: ProviderLoader): () => void {
  const key = name.toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(key)) {
    throw new ConfigError(
      "INVALID_CONFIG",
      `"${name}" cannot name a provider: use letters, digits, dot, dash, underscore.`,
    );
  }
  const before = providers.get(key);
  providers.set(key, loader);
  return () => {
    if (before === undefined) providers.delete(key);
    else providers.set(key, before);
  };
}

/** The loader of a provider; undefined when nobody registered it. */
export function findProvider(name: string): ProviderLoader | undefined {
  return providers.get(name.toLowerCase());
}

/** The names that model strings may begin with. */
export function providerNames(): readonly string[] {
  return [...providers.keys()];
}

function asProvider(module: object, specifier: string): ProviderModule {
  if (
    "contract" in module &&
    module.contract === 1 &&
    "createModel" in module &&
    typeof module.createModel === "function"
  ) {
    // The two fields of the contract are there, with the version that this file knows.
    return module as ProviderModule;
  }
  const contract = "contract" in module ? String(module.contract) : "none";
  throw new ConfigError(
    "PACKAGE_BROKEN",
    `${specifier} speaks contract ${contract}, this version of @definable/core speaks 1. Install matching versions of both.`,
  );
}
