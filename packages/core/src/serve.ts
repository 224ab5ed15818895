import type { RuntimeModule } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import { loadOptional } from "./load-optional.ts";

/** Loads `@definable/runtime` for `agent.serve`. Throws `PACKAGE_MISSING`, or `PACKAGE_BROKEN` for another contract. */
export async function loadRuntime(): Promise<RuntimeModule> {
  const specifier = "@definable/runtime";
  const module = await loadOptional({ specifier, feature: "agent.serve()" });
  if ("contract" in module && module.contract === 1 && "serve" in module && typeof module.serve === "function") {
    // The two fields of the contract are there, with the version that this file knows.
    return module as RuntimeModule;
  }
  throw new ConfigError(
    "PACKAGE_BROKEN",
    `${specifier} does not speak contract 1, which this version of @definable/core needs. Install matching versions of both.`,
  );
}
