import { ConfigError } from "@definable/spec";
import type { Tool, Toolkit } from "@definable/spec";
import type { DependenciesOf } from "./dependencies-of.ts";
import { checkDistinctNames } from "./distinct-names.ts";
import { toolsOfToolkit } from "./tools-of-toolkit.ts";

/** What `toolkit()` needs. */
export interface ToolkitOptions<Member extends Tool> {
  /** Names the toolkit in messages, as the origin of its tools. */
  readonly name: string;
  /** Tools of `tool()`, or `toolsOf(instance)`. */
  readonly tools: readonly Member[];
  /** Put before each tool's name as it stands: `"github_"` makes `github_search` of `search`. Default: nothing. */
  readonly prefix?: string | undefined;
  /** Opens what the tools need. Called once, before the first run that uses the toolkit. */
  readonly initialize?: (() => void | Promise<void>) | undefined;
  /** Closes it again. Called when the agent closes. */
  readonly close?: (() => void | Promise<void>) | undefined;
}

/**
 * Puts tools together under one name, so that they are opened, closed and prefixed together. A class becomes a toolkit
 * with `tools: toolsOf(instance)` and `close: () => instance.close()`. The prefix is applied here; the result has none.
 * Throws a `ConfigError` for a missing name, what is no tool, and two tools of one name.
 */
export function toolkit<Member extends Tool>(options: ToolkitOptions<Member>): Toolkit<DependenciesOf<Member>> {
  const { name, initialize, close } = options;
  if (typeof name !== "string" || name === "") {
    throw new ConfigError("INVALID_CONFIG", "A toolkit has no name. Give one: messages about its tools need it.");
  }
  // Each member reads a part of DependenciesOf<Member>, so all of them accept the whole.
  const members = options.tools as readonly Tool[] as readonly Tool<never, unknown, DependenciesOf<Member>>[];
  const tools = toolsOfToolkit({ name, tools: members, prefix: options.prefix });
  checkDistinctNames(tools);
  return Object.freeze({
    name,
    tools: Object.freeze(tools),
    ...(initialize === undefined ? {} : { initialize }),
    ...(close === undefined ? {} : { close }),
  });
}
