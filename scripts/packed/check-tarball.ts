import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { problemKindInfo } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/**
 * What a user would stumble over in this tarball, in words; an empty list when there is nothing. publint looks at the
 * package.json and the files it names, "Are the types wrong?" resolves every door as TypeScript would.
 */
export async function checkTarball(path: string): Promise<string[]> {
  const bytes = await readFile(path);
  const { messages, pkg } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
    strict: true,
  });
  const said = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
  const types = await checkPackage(createPackageFromTarballData(bytes));
  if (types.types === false) return [...said, "The package has no types."];
  return [...said, ...types.problems.filter(concernsEsm).map(describe)];
}

/**
 * The packages are ES modules for Node 22 and bundlers. How a resolver finds them that knows no `exports` (node10), or a
 * `require` under the rules before Node 20.19 (node16-cjs), is not looked at: nobody is promised that.
 */
function concernsEsm(problem: Problem): boolean {
  return (
    !("resolutionKind" in problem) || (problem.resolutionKind !== "node10" && problem.resolutionKind !== "node16-cjs")
  );
}

function describe(problem: Problem): string {
  const { title, docsUrl } = problemKindInfo[problem.kind];
  const door = "entrypoint" in problem ? ` at "${problem.entrypoint}"` : "";
  return `${title}${door} (${docsUrl})`;
}
