import { ConfigError } from "@definable/spec";
import type { AgentInterface, Servable, ServeOptions } from "@definable/spec";
import { checkOptions } from "../check-options.ts";
import type { OptionTaker } from "../check-options.ts";
import { checkServable } from "../check-servable.ts";

/** What `serve` was given, told apart. */
export interface ServeOrder {
  readonly agent: Servable;
  readonly interfaces: readonly AgentInterface[];
  readonly options: ServeOptions;
}

const SERVE: OptionTaker = {
  name: "serve()",
  takes: [
    "port",
    "host",
    "insecure",
    "allowedHosts",
    "allowedOrigins",
    "enableServer",
    "heartbeatMs",
    "handleSignals",
    "drainMs",
    "logger",
    "fallback",
  ],
};

/** Tells interfaces, port and options apart. Throws a `ConfigError` that names the argument that cannot work. */
export function readServeArguments(agent: Servable, args: readonly unknown[]): ServeOrder {
  checkServable(agent, "serve(agent, 8000), or agent.serve(8000)");
  const last = args.at(-1);
  const hasInterfaceLast = args.length === 0 || isInterface(last);
  const interfaces = hasInterfaceLast ? args : args.slice(0, -1);
  return {
    agent,
    interfaces: interfaces.map(checkInterface),
    options: hasInterfaceLast ? {} : checkOptions(typeof last === "number" ? { port: last } : last, SERVE),
  };
}

function checkInterface(value: unknown, index: number): AgentInterface {
  if (isInterface(value)) return value;
  const found = typeof value === "number" ? `the number ${value}` : `a value of type ${typeof value}`;
  throw new ConfigError(
    "INVALID_CONFIG",
    `Argument ${index + 1} of serve() is ${found} where an interface should be. Interfaces come first, then one port or options: serve(telegram, 8000).`,
  );
}

function isInterface(value: unknown): value is AgentInterface {
  return (
    typeof value === "object" &&
    value !== null &&
    "start" in value &&
    typeof value.start === "function" &&
    "name" in value &&
    typeof value.name === "string"
  );
}
