import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { readPacked, unpack } from "./tarball.ts";

/** A package registry on this machine. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
}

/**
 * A registry that has exactly these tarballs, on a loopback port. A project that names it for the scope `@definable` installs
 * from it what a user will install from the public one, by the same ranges. The last tarball of a name is its latest.
 */
export async function registryOf(tarballs: readonly string[], scratch: string): Promise<Registry> {
  const packages = new Map<string, Record<string, object>>();
  const files = new Map<string, Buffer>();
  for (const tarball of tarballs) {
    const manifest = readPacked(await unpack(tarball, scratch));
    const bytes = readFileSync(tarball);
    const path = `/-/${files.size}.tgz`;
    files.set(path, bytes);
    const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    const dist = { integrity, shasum: createHash("sha1").update(bytes).digest("hex"), tarball: path };
    packages.set(manifest.name, { ...packages.get(manifest.name), [manifest.version]: { ...manifest, dist } });
  }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/");
    const file = files.get(path);
    const versions = packages.get(path.slice(1));
    // A port comes round again: what a client kept of an earlier registry must not answer for this one.
    response.setHeader("cache-control", "no-store");
    if (file !== undefined) response.end(file);
    else if (versions === undefined) response.writeHead(404).end("{}");
    else response.setHeader("content-type", "application/json").end(packument(path.slice(1), versions, url));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The registry has no port.");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** What a registry says of a package. Published long ago, for clients that let new versions wait. */
function packument(name: string, versions: Readonly<Record<string, object>>, url: string): string {
  const latest = Object.keys(versions).at(-1);
  const time = Object.fromEntries(Object.keys(versions).map((version) => [version, "2026-01-01T00:00:00.000Z"]));
  const document = { name, "dist-tags": { latest }, versions, time };
  return JSON.stringify(document, (key, value: unknown) =>
    key === "tarball" && typeof value === "string" ? `${url}${value}` : value,
  );
}
