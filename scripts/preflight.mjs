/**
 * Says whether this Node can run the repository's scripts: `undefined` when it can, else the one message to show.
 *
 * Plain JavaScript, because it must run on the old Node that it complains about. On Linux x64 and arm64 the pinned Node
 * comes with the install and stands first on the PATH of every pnpm script, so another one gets here only past pnpm or
 * after a broken install; elsewhere the machine's own Node is used and judged.
 *
 * @param {{ platform: string, arch: string, nodeVersion: string }} machine as in `process.platform`, `process.arch` and
 *   `process.versions.node`
 * @returns {string | undefined}
 */
export function preflight({ platform, arch, nodeVersion }) {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return undefined;
  const found = `definable needs Node 22.18 or newer (24 is best), and this is Node ${nodeVersion} on ${platform} ${arch}.`;
  const pinned = platform === "linux" && (arch === "x64" || arch === "arm64");
  const remedy = pinned
    ? "On Linux x64 and arm64 the repository brings its own Node, and pnpm puts it first on the PATH. Use pnpm, for " +
      "example\n\n  npx -y pnpm@12.21.0 start\n\nIf you did, the pinned Node is missing: run " +
      '"npx -y pnpm@12.21.0 install" without --no-optional.'
    : "The repository brings its own Node only on Linux x64 and arm64. Install Node 24 from https://nodejs.org or with " +
      "your version manager, for example\n\n  nvm install 24\n\nthen run the command again.";
  return `${found}\n${remedy}`;
}
