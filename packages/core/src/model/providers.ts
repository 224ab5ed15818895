import type { ProviderModule } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import { loadOptional } from "../load-optional.ts";
import { asProvider } from "./as-provider.ts";

/** Gives the module of a provider, at the first use of one of its models. */
export type ProviderLoader = () => ProviderModule | Promise<ProviderModule>;

const ours =
  (specifier: string, name: string): ProviderLoader =>
  async () =>
    asProvider(await loadOptional({ specifier, feature: `A model string "${name}/..."` }), specifier);

/** Which of our packages makes the models of a provider. */
const PACKAGES: Readonly<Record<string, string>> = {
  openai: "@definable/openai",
  "openai-responses": "@definable/openai",
  anthropic: "@definable/anthropic",
  groq: "@definable/openai",
};

/** The loaders by provider; of several for one name the last counts. */
const providers = new Map<string, readonly ProviderLoader[]>(
  Object.entries(PACKAGES).map(([name, specifier]) => [name, [ours(specifier, name)]]),
);

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
  const checked: ProviderLoader = async () => asProvider(await loader(), `The provider "${name}"`);
  providers.set(key, [...(providers.get(key) ?? []), checked]);
  return () => {
    const left = (providers.get(key) ?? []).filter((other) => other !== checked);
    if (left.length === 0) providers.delete(key);
    else providers.set(key, left);
  };
}

/** The loader of a provider; undefined when nobody registered it. */
export function findProvider(name: string): ProviderLoader | undefined {
  return providers.get(name.toLowerCase())?.at(-1);
}

/** The names that model strings may begin with. */
export function providerNames(): readonly string[] {
  return [...providers.keys()];
}
