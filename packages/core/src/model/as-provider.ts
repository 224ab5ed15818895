import type { ProviderModule } from "@definable/spec";
import { ConfigError } from "@definable/spec";

/** Takes a module as a provider. Throws `PACKAGE_BROKEN` when it is none, or speaks another contract than this package. */
export function asProvider(module: unknown, name: string): ProviderModule {
  if (typeof module !== "object" || module === null)
    throw broken(`${name} gave no module. Its loader has to return one.`);
  const contract = "contract" in module ? String(module.contract) : "none";
  if (contract !== "1") {
    throw broken(
      `${name} speaks contract ${contract}, this version of @definable/core speaks 1. Install matching versions of both.`,
    );
  }
  if (!("createModel" in module) || typeof module.createModel !== "function") {
    throw broken(`${name} exports no function createModel(id). Look at the ProviderModule of @definable/spec.`);
  }
  // The two fields of the contract are there, with the version that this file knows.
  return module as ProviderModule;
}

function broken(message: string): ConfigError {
  return new ConfigError("PACKAGE_BROKEN", message);
}
