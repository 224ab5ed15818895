const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(:\d{1,5})?$/;

/** A host without its port, in small letters; undefined when the text is not `name`, `name:port` or an address. */
export function hostName(host: string): string | undefined {
  return HOST.exec(host.toLowerCase())?.[1];
}

/** Whether a name or address can only be reached from this machine. IPv6 with or without brackets. */
export function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(name);
}
