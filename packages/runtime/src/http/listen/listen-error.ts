import { ConfigError } from "@definable/spec";

/** Why the port could not be opened, in words: `PORT_IN_USE`, or `INVALID_CONFIG` for an address that cannot work. */
export function listenError(cause: unknown, { host, port }: { host: string; port: number }): ConfigError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  if (code === "EADDRINUSE") {
    return new ConfigError(
      "PORT_IN_USE",
      `Port ${port} of ${host} is in use. Stop the process that listens there, or pass another port (0 takes any free one).`,
      { cause },
    );
  }
  return new ConfigError(
    "INVALID_CONFIG",
    `Cannot listen on ${host}, port ${port} (${code}). Pass an address of this machine and a port that you may open.`,
    { cause },
  );
}
