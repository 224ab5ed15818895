import { assertHistory, call, calls, ScriptedModel } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { Agent, isDefinableError, MemoryStore, tool } from "../../src/index.ts";
import type { RunOutput, Store, ToolContext } from "../../src/index.ts";
import { asJson } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { TOOL_BOX } from "./tool-box.ts";
import { ToolDesk } from "./tool-desk.ts";

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Asks a person, and takes a while to check arguments: whoever reads the run first may be the last to claim it. */
function asksSlowly(waits: readonly number[]) {
  let checks = 0;
  const wait = async (): Promise<boolean> => {
    const turns = waits[checks++ % waits.length] ?? 0;
    for (let left = turns; left > 0; left -= 1) await immediately();
    return true;
  };
  return tool({
    name: "asksSlowly",
    description: "Asks a person.",
    inputSchema: z.object({ n: z.number() }).refine(wait),
    requiresConfirmation: true,
    execute: ({ n }, context: ToolContext<ToolDesk>) => {
      context.dependencies.enter(context);
      return `r${n}`;
    },
  });
}

interface Stage {
  readonly desk: ToolDesk;
  readonly store: Store;
  readonly agent: Agent<ToolDesk>;
}

function stage(names: readonly string[], waits: readonly number[] = []): Stage {
  const desk = new ToolDesk();
  const store = new MemoryStore();
  const batch = names.map((name, n) => call(name, { n }, `call_${n}`));
  const model = new ScriptedModel(({ messages }) => (messages.at(-1)?.role === "tool" ? "Done." : calls(...batch)));
  const tools = [TOOL_BOX.asks, asksSlowly(waits)];
  return { desk, store, agent: new Agent({ model, tools, dependencies: desk, store }) };
}

/** How each attempt ended: a status, or the code of the error. */
async function ends(attempts: readonly Promise<RunOutput>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.map((end) => {
    if (end.status === "fulfilled") return end.value.status;
    expect(isDefinableError(end.reason) && end.reason.status).toBe(409);
    return isDefinableError(end.reason) ? end.reason.code : "unknown";
  });
}

const count = (all: readonly string[], one: string): number => all.filter((end) => end === one).length;

test("of fifty who continue a paused run at once, half from its JSON, one wins and the tool runs once", async () => {
  const { agent, desk } = stage(["asks"]);
  const paused = await agent.run("Go");
  const decisions = paused.requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }) as const);

  const all = await ends(
    Array.from({ length: 50 }, (_, index) =>
      agent.continueRun(index % 2 === 0 ? paused : asJson(paused), { decisions }),
    ),
  );

  expect([count(all, "COMPLETED"), count(all, "RUN_CONFLICT")]).toEqual([1, 49]);
  expect(desk.executions(paused.runId, "call_0")).toBe(1);
});

test("of fifty who bring the JSON to a store that does not know the run, one wins", async () => {
  const paused = await stage(["asks"]).agent.run("Go");
  const { agent, desk } = stage(["asks"]);
  const decisions = paused.requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }) as const);

  const all = await ends(Array.from({ length: 50 }, () => agent.continueRun(asJson(paused), { decisions })));

  expect([count(all, "COMPLETED"), count(all, "RUN_CONFLICT")]).toEqual([1, 49]);
  expect(desk.executions(paused.runId, "call_0")).toBe(1);
});

const names = fc.array(fc.constantFrom("asks", "asksSlowly"), { minLength: 2, maxLength: 4 });
/** Who decides what: for each person a set of calls. */
const people = fc.array(fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }), {
  minLength: 2,
  maxLength: 5,
});

const waits = fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 12 });

test("people who decide different parts at once lose no result and repeat no call", { timeout: PATIENCE }, async () => {
  await holds({ name: "parts at once", cases: 300, of: fc.record({ names, people, waits }) }, async (one) => {
    const { agent, desk } = stage(one.names, one.waits);
    const paused = await agent.run("Go");
    const decide = (run: RunOutput, parts: readonly number[]) =>
      agent.continueRun(run.runId, {
        decisions: parts.flatMap((part) => {
          const open = run.requirements.find(({ toolExecution }) => toolExecution.toolCallId === `call_${part}`);
          return open === undefined ? [] : [{ requirementId: open.id, action: "confirm" } as const];
        }),
      });
    const known = one.people.map((parts) => parts.filter((part) => part < one.names.length));

    await ends(known.filter((parts) => parts.length > 0).map((parts) => decide(paused, parts)));
    let run = await agent.getRun(paused.runId);
    while (run?.isPaused === true) run = await decide(run, [0, 1, 2, 3]);

    expect(run?.status).toBe("COMPLETED");
    assertHistory(run?.messages ?? []);
    one.names.forEach((_, n) => expect(desk.executions(paused.runId, `call_${n}`)).toBe(1));
  });
});
