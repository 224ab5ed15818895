import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { StoryEnd } from "../src/story.ts";
import { tellStories } from "../src/tell-stories.ts";
import { bundle } from "./bundle.ts";
import { playingVendors } from "./playing-vendors.ts";
import { hasRuntimes, installRuntimes, onBun, onDeno, onOldestNode, onWorkerd } from "./runtimes.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const CHROMIUM = "/usr/bin/chromium";
const hasBrowser = existsSync(CHROMIUM) || process.env["DEFINABLE_REQUIRE_BROWSER"] === "1";

/** What all platforms tell; the ones that find packages by name tell one more. */
const AGENT = 12;
const VENDORS = 7;

function told(ends: readonly StoryEnd[], count: number): void {
  expect(ends.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(ends).toHaveLength(count);
}

// The other platforms take what users install: the built packages.
beforeAll(async () => {
  await run(
    "pnpm",
    ["exec", "turbo", "run", "build", "--filter=@definable/portable^...", "--output-logs=errors-only"],
    {
      cwd: root,
    },
  );
}, 60_000);

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test("the stories are true on Node", async () => {
  // Whoever has a key must not be asking a vendor here.
  for (const vendor of ["OPENAI", "ANTHROPIC"]) {
    for (const name of ["API_KEY", "BASE_URL"]) vi.stubEnv(`${vendor}_${name}`, "");
  }
  await using vendors = await playingVendors();
  told(await tellStories({ ...vendors, hasPackages: true }), AGENT + VENDORS + 1);
});

test("a platform without what an agent needs is found", async () => {
  vi.stubGlobal("crypto", undefined);
  const ends = await tellStories({ openaiURL: undefined, anthropicURL: undefined, hasPackages: false });

  expect(ends.filter(({ error }) => error === undefined)).toEqual([]);
  expect(() => told(ends, AGENT)).toThrow();
});

test("a package that imports from Node cannot be bundled for a page or a worker", async () => {
  const folder = mkdtempSync(join(tmpdir(), "portable-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "entry.ts"), 'import { readFile } from "node:fs/promises";\nexport { readFile };\n');

  await expect(bundle(join(folder, "entry.ts"))).rejects.toThrow('Could not resolve "node:fs/promises"');
});

describe.skipIf(!hasRuntimes)("on the other runtimes", { timeout: 60_000 }, () => {
  beforeAll(installRuntimes, 120_000);

  test("the stories are true on the oldest Node that the packages are for", async () => {
    await using vendors = await playingVendors();
    told(await onOldestNode(vendors), AGENT + VENDORS + 1);
  });

  test("the stories are true on Bun", async () => {
    await using vendors = await playingVendors();
    told(await onBun(vendors), AGENT + VENDORS + 1);
  });

  test("the stories are true on Deno", async () => {
    await using vendors = await playingVendors();
    told(await onDeno(vendors), AGENT + VENDORS + 1);
  });

  test("the stories are true in a worker without Node", async () => {
    await using vendors = await playingVendors();
    told(await onWorkerd(vendors), AGENT + VENDORS);
  });
});

test.skipIf(!hasBrowser)("the stories of core are true in a page", { timeout: 60_000 }, async () => {
  const module = await bundle("on-page.ts");
  await using server = await page(module);
  await using browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const open = await browser.newPage();
  await open.goto(server.url);
  const ends = await open.evaluate<readonly StoryEnd[]>("globalThis.stories");
  told(ends, AGENT);
});

/** A page on this machine, which counts as a safe place, with a script. */
async function page(script: string): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    const isScript = request.url === "/script.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(
      isScript ? script : '<!doctype html><title>Stories</title><script type="module" src="/script.js"></script>',
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
