import { Agent, tool } from "@definable/core";
import { serve } from "@definable/runtime";
import { ScriptedModel, call, calls } from "@definable/testing";
import { z } from "zod";

// Serves one run whose tool waits for a line on stdin, so that the test decides when it ends.
const wait = tool({
  name: "wait",
  description: "Waits for a line.",
  inputSchema: z.object({}),
  execute: () =>
    new Promise<string>((resolve) => {
      process.stdin.once("data", () => resolve("waited"));
      console.log("waiting");
    }),
});
const agent = new Agent({ model: new ScriptedModel([calls(call("wait")), "Done."]), tools: [wait] });
const handle = await serve(agent, { port: 0 });
console.log(`url ${handle.url}`);
await handle.closed;
process.stdin.destroy();
console.log(`closed, ${process.listenerCount("SIGTERM") + process.listenerCount("SIGINT")} listeners left`);
