// Prints what the module named first on the command line loads that Node itself has not: the URLs of files, and the public
// modules of the platform. Runs in a process of its own, so that all of it is cold.
import { builtinModules, registerHooks } from "node:module";

/** What the platform has loaded of itself so far. @returns {readonly string[]} */
const platform = () => Reflect.get(process, "moduleLoadList");

const loaded = new Set();
registerHooks({
  load(url, context, next) {
    loaded.add(url);
    return next(url, context);
  },
});
const log = console.log;
// Printing loads modules of its own, which are not the agent's.
console.log = () => undefined;
const before = new Set(platform());
await import(process.argv[2] ?? "");
for (const entry of platform()) {
  const name = entry.replace("NativeModule ", "");
  if (before.has(entry)) continue;
  if (builtinModules.includes(name) && !name.startsWith("_")) loaded.add(`node:${name}`);
  if (name === "internal/crypto/webcrypto") loaded.add("node:crypto (internal)");
}
log(JSON.stringify([...loaded]));
