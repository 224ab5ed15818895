import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installPeer } from "../peers/install.ts";
import { PEERS } from "../peers/peers.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bench-peers-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const pi = { name: "pi", packages: ["pi@1.0.0"] };

test("a peer is installed once, in a folder of its own", () => {
  const folders: string[] = [];
  const install = (_packages: readonly string[], folder: string): void => void folders.push(folder);

  const first = installPeer(pi, install, root);
  const again = installPeer(pi, install, root);

  expect(folders).toEqual([join(root, "pi")]);
  expect(again).toEqual(first);
  expect(first).toEqual({ name: "pi", file: join(root, "pi", "peer.mjs") });
});

test("another version is installed anew", () => {
  const installed: string[] = [];
  const install = (packages: readonly string[]): void => void installed.push(...packages);
  installPeer(pi, install, root);

  installPeer({ name: "pi", packages: ["pi@2.0.0"] }, install, root);

  expect(installed).toEqual(["pi@1.0.0", "pi@2.0.0"]);
});

test("a peer that does not install is said by name, is no failure, and is tried again", () => {
  let tries = 0;
  const fail = (): never => {
    tries += 1;
    throw new Error("404 Not Found\nand much more");
  };

  const installed = installPeer(pi, fail, root);
  installPeer(pi, fail, root);

  expect(installed).toEqual({ name: "pi", problem: "pi@1.0.0: 404 Not Found" });
  expect(tries).toBe(2);
});

test("every peer has a file and exact versions, and none is in the lockfile", () => {
  const lockfile = readFileSync(new URL("../../pnpm-lock.yaml", import.meta.url), "utf8");
  for (const peer of PEERS) {
    expect(installPeer(peer, () => undefined, root)).toMatchObject({ file: expect.any(String) });
    const [main = ""] = peer.packages;
    expect(main).toMatch(/^@?[\w/-]+@\d+\.\d+\.\d+$/);
    const name = main.slice(0, main.lastIndexOf("@"));
    expect(lockfile).not.toMatch(new RegExp(`^ +'?${name}@`, "m"));
  }
});
