/** Reads a variable of the environment. Undefined where there is no environment, no such variable, or nothing in it. */
export function readEnvironment(name: string): string | undefined {
  // Node, Bun, Deno and most Workers have this global in this shape; elsewhere it is absent, which the type allows.
  const scope = globalThis as {
    readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> | undefined } | undefined;
  };
  const value = scope.process?.env?.[name]?.trim();
  return value === "" ? undefined : value;
}
