import type { Guardrail } from "@definable/spec";
import { toolGuardrail } from "./from-functions.ts";
import { allow, block } from "./verdicts.ts";

/** Lets only these tools be called. */
export function toolAllowlist(names: Iterable<string>, { name = "tool_allowlist" }: ToolListOptions = {}): Guardrail {
  const known = new Set(names);
  return toolGuardrail(name, (toolName) => (known.has(toolName) ? allow() : notAllowed(toolName)));
}

/** Lets these tools not be called. */
export function toolBlocklist(names: Iterable<string>, { name = "tool_blocklist" }: ToolListOptions = {}): Guardrail {
  const known = new Set(names);
  return toolGuardrail(name, (toolName) => (known.has(toolName) ? notAllowed(toolName) : allow()));
}

/** What `toolAllowlist` and `toolBlocklist` may be told. */
export interface ToolListOptions {
  /** What events call it. Default `tool_allowlist` or `tool_blocklist`. */
  readonly name?: string | undefined;
}

const notAllowed = (toolName: string) => block(`The tool "${toolName}" is not allowed here.`);
