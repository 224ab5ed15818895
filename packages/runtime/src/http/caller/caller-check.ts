import { ConfigError, InputError } from "@definable/spec";
import type { Incoming } from "../incoming.ts";
import { hostName, isLoopback } from "./host.ts";

/** Which names and pages may call the server. */
export interface CallerOptions {
  /** The address that the server listens on: who names it knows it, unless it stands for all addresses. */
  readonly host?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** Throws `FOREIGN_HOST` or `FOREIGN_ORIGIN`. */
export type CallerCheck = (incoming: Incoming) => void;

/**
 * Refuses what comes by a foreign name or from a foreign page. A browser sends any page's requests to a server on the
 * same machine; without this, a page whose name is pointed at 127.0.0.1 could run the agent and read its answers.
 */
export function callerCheck(options: CallerOptions): CallerCheck {
  const hosts = new Set([...(options.allowedHosts ?? []).map(checkedHost), ...ownNames(options.host)]);
  const origins = new Set((options.allowedOrigins ?? []).map(checkedOrigin));
  return (incoming) => {
    const { host } = incoming;
    const name = hostName(host);
    if (name === undefined || !(isLoopback(name) || hosts.has(name))) throw foreignHost(host);
    const origin = incoming.header("origin");
    if (origin !== null && !isOwnOrigin(origin, host) && !origins.has(origin)) throw foreignOrigin(origin);
  };
}

function ownNames(host: string | undefined): readonly string[] {
  if (host === undefined || host === "0.0.0.0" || host === "::") return [];
  return [host.includes(":") ? `[${host.toLowerCase()}]` : host.toLowerCase()];
}

/** A page of this server: whatever the scheme, since a proxy in front may speak https. */
function isOwnOrigin(origin: string, host: string): boolean {
  return /^https?:\/\//.test(origin) && origin.slice(origin.indexOf("//") + 2) === host.toLowerCase();
}

function checkedHost(host: string): string {
  const name = typeof host === "string" ? hostName(host) : undefined;
  if (name !== undefined && name === host.toLowerCase()) return name;
  throw new ConfigError(
    "INVALID_CONFIG",
    `allowedHosts holds ${JSON.stringify(host)}. Give names without scheme and port, such as "agent.example.com".`,
  );
}

function checkedOrigin(origin: string): string {
  if (typeof origin === "string" && URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new ConfigError(
    "INVALID_CONFIG",
    `allowedOrigins holds ${JSON.stringify(origin)}. Give origins such as "https://app.example.com".`,
  );
}

function foreignHost(host: string): InputError {
  return new InputError(
    "FOREIGN_HOST",
    `This server does not answer to the name ${JSON.stringify(host.slice(0, 100))}. If it should, add it to allowedHosts.`,
  );
}

function foreignOrigin(origin: string): InputError {
  return new InputError(
    "FOREIGN_ORIGIN",
    `Pages of ${JSON.stringify(origin.slice(0, 100))} may not call this server. If they should, add it to allowedOrigins.`,
  );
}
