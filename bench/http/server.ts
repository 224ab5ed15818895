import { serve } from "@definable/runtime";
import { answeringAgent } from "./answer.ts";
import { startFloor } from "./floor-server.ts";

/** A server in a process of its own. It says where it listens, and what processor time it has used when it is asked. */
const side = process.argv[2] ?? "";

process.send?.({ url: await start() });
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
// Whoever started it is gone: nobody else would end it.
process.on("disconnect", () => process.exit(0));

async function start(): Promise<string> {
  if (side === "floor") return startFloor();
  const logger = { info: nothing, warn: nothing, error: console.error };
  const { url } = await serve(answeringAgent(), { port: 0, handleSignals: false, logger });
  if (url === undefined) throw new Error("Nothing listens.");
  return url;
}

function nothing(): void {
  // A bench says its figures only.
}
