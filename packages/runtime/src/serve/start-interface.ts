import { ConfigError, isDefinableError } from "@definable/spec";
import type { AgentInterface, InterfaceContext } from "@definable/spec";

/** Starts one interface. Throws a `ConfigError` that names it and, where it is safe to show, what went wrong. */
export async function startInterface(one: AgentInterface, context: InterfaceContext): Promise<AsyncDisposable> {
  try {
    return await one.start(context);
  } catch (cause) {
    // The text of a foreign error may hold the token that it failed with.
    const why = isDefinableError(cause) ? cause.message : "Look at the cause of this error.";
    throw new ConfigError(
      isDefinableError(cause) ? cause.code : "INVALID_CONFIG",
      `The interface "${one.name}" could not be started. ${why}`,
      { cause },
    );
  }
}
