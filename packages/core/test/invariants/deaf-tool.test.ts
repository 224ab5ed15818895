import { assertEventStream, assertHistory, call, calls, ScriptedModel } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Agent, AgentCancelled } from "../../src/index.ts";
import { outcomeOf } from "./outcome-of.ts";
import { holds, PATIENCE } from "./property.ts";
import { TOOL_BOX } from "./tool-box.ts";
import { ToolDesk } from "./tool-desk.ts";

const { deaf, deafSequential, sync, heeds } = TOOL_BOX;
/** Without a time limit only a cancel ends them. */
const tools = [deaf, deafSequential, heeds, sync].map((tool) => tool.with({ timeoutMs: 0 }));
/** At least one never ends by itself. */
const names = fc
  .array(fc.constantFrom(...tools.map(({ name }) => name)), { maxLength: 6 })
  .map((some) => ["deaf", ...some]);

test(
  "a cancelled run settles before its deaf tools do, whose late results go nowhere",
  { timeout: PATIENCE },
  async () => {
    await holds({ name: "deaf tools", cases: 500, of: names }, async (batch) => {
      const desk = new ToolDesk();
      const model = new ScriptedModel([calls(...batch.map((name, n) => call(name, { n })))]);
      const agent = new Agent({ model, tools, dependencies: desk });
      const order: string[] = [];
      agent.events.on("*", ({ event }) => void order.push(event));
      const controller = new AbortController();
      const running = outcomeOf(agent.run("Go", { signal: controller.signal }));
      await new Promise((resolve) => setImmediate(resolve));

      controller.abort();
      const error = await running;
      order.push("settled");
      desk.letGo();
      await new Promise((resolve) => setImmediate(resolve));

      expect(order.slice(-2)).toEqual(["RunCancelled", "settled"]);
      if (!(error instanceof AgentCancelled) || error.output === undefined)
        throw new Error("The run was not cancelled.");
      assertEventStream(error.output.events, { output: error.output });
      assertHistory(error.output.messages);
      expect(JSON.stringify(error.output)).not.toContain("too late");
    });
  },
);

test("what a deaf tool throws after the cancel reaches nobody", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): unknown => unhandled.push(reason);
  process.on("unhandledRejection", note);
  const late = Promise.withResolvers<string>();
  const desk = new ToolDesk();
  desk.hold = () => late.promise;
  const controller = new AbortController();
  const model = new ScriptedModel([calls(call("deaf", { n: 1 }))]);
  const agent = new Agent({ model, tools, dependencies: desk });
  agent.events.on("ToolCallStarted", () => void setImmediate(() => controller.abort()));

  const error = await outcomeOf(agent.run("Go", { signal: controller.signal }));
  late.reject(new Error("too late"));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);

  expect(error).toBeInstanceOf(AgentCancelled);
  expect(unhandled).toEqual([]);
});
