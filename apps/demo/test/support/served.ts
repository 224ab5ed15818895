import type { Model } from "@definable/spec";
import { chooseModel } from "../../src/choose-model.ts";
import { demoAgent } from "../../src/demo-agent.ts";
import { offlineModel } from "../../src/offline-model/offline-model.ts";
import { pageServer } from "../../src/serve-page.ts";
import { demoFolders } from "./demo-folders.ts";
import type { DemoFolders } from "./demo-folders.ts";

/** The demo on a real port, with documents and notes of its own. */
export interface ServedDemo extends AsyncDisposable {
  readonly url: string;
  readonly folders: DemoFolders;
}

/** Serves the demo with the offline model, or another. */
export async function servedDemo(model: Model = offlineModel({ pauseMs: 1 })): Promise<ServedDemo> {
  const folders = await demoFolders();
  const agent = demoAgent({ model, now: () => new Date("2025-11-20T12:00:00Z"), ...folders });
  const about = await chooseModel({});
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const handle = await agent.serve({ port: 0, fallback: await pageServer(about), handleSignals: false, logger: quiet });
  return {
    url: handle.url ?? "",
    folders,
    async [Symbol.asyncDispose]() {
      await handle.close({ drainMs: 0 });
      await folders[Symbol.asyncDispose]();
    },
  };
}
