import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, vi } from "vitest";

/**
 * A folder for the tests of one file, outside of the workspace; it goes away with them. They get the time that installing
 * takes on a slow machine.
 */
export function scratchFolder(): string {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "installs-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
