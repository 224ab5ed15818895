import { ConfigError } from "@definable/spec";

/** A package that is used only when it is installed, and what for. */
export interface OptionalPackage {
  readonly specifier: string;
  readonly feature: string;
}

/**
 * Loads an optional package: the one dynamic import of the code base. Throws `PACKAGE_MISSING` with the command to type
 * when that very package is not installed, and `PACKAGE_BROKEN` when it is but cannot be loaded.
 */
export async function loadOptional({ specifier, feature }: OptionalPackage): Promise<object> {
  try {
    const module: unknown = await import(specifier);
    if (typeof module === "object" && module !== null) return module;
    throw new TypeError("the import gave no module");
  } catch (cause) {
    if (isMissing(cause, specifier)) {
      throw new ConfigError(
        "PACKAGE_MISSING",
        `${feature} needs the package ${specifier}, which is not installed. Install it: npm install ${specifier}`,
        { cause },
      );
    }
    throw new ConfigError(
      "PACKAGE_BROKEN",
      `${feature} needs the package ${specifier}, which is installed but could not be loaded. Look at the cause of this error.`,
      { cause },
    );
  }
}

/** A broken import inside the package says the same code: only the name of the missing module tells them apart. */
function isMissing(error: unknown, specifier: string): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const codes = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"];
  return codes.includes(String(error.code)) && error.message.includes(`'${specifier}'`);
}
