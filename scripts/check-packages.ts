import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkTarball } from "./packed/check-tarball.ts";
import { packPackages } from "./packed/pack-packages.ts";
import { root, runStep } from "./step.ts";

/** The packages as users get them: built, packed and looked at; and whether anything in them has no use any more. */
const codes = [
  (await runStep("build", "turbo", ["run", "build", "--filter=./packages/*", "--output-logs=errors-only"])).code,
  await checkTarballs(),
  (await runStep("unused", "knip", ["--no-progress", "--treat-config-hints-as-errors"])).code,
  (await runStep("workspace", "sherif", ["--fail-on-warnings"])).code,
];
process.exitCode = codes.find((code) => code !== 0) ?? 0;

async function checkTarballs(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  try {
    const packed = await packPackages(root, folder);
    const found = await Promise.all(packed.map(async (one) => ({ ...one, problems: await checkTarball(one.tarball) })));
    for (const { folder: name, problems } of found) {
      for (const problem of problems) console.error(`packages/${name}: ${problem}`);
    }
    const count = found.reduce((sum, { problems }) => sum + problems.length, 0);
    console.log(`${found.length} packages packed: ${count === 0 ? "in order" : `${count} problems`}`);
    return count === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
