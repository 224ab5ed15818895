import type { Message } from "@definable/spec";
import { assertEventStream, assertHistory, call, calls, ScriptedModel } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Agent, AgentCancelled, AgentRunError, CancellationToken, MemoryStore, RunOutput } from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";
import { oddStore } from "./odd-store.ts";
import { outcomeOf } from "./outcome-of.ts";
import { holds, PATIENCE } from "./property.ts";
import { TOOL_KINDS, TOOLS } from "./tool-box.ts";
import type { ToolKind } from "./tool-box.ts";
import { ToolDesk } from "./tool-desk.ts";

interface RunPlan {
  readonly kinds: readonly ToolKind[];
  readonly stream: boolean;
  readonly user: "u" | "v";
  /** After so many turns of the event loop it is cancelled. */
  readonly cancelAfter: number | undefined;
}

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const run: fc.Arbitrary<RunPlan> = fc.record({
  kinds: fc.array(fc.constantFrom(...TOOL_KINDS.filter((kind) => !kind.startsWith("asks"))), { maxLength: 3 }),
  stream: fc.boolean(),
  user: fc.constantFrom("u", "u", "v"),
  cancelAfter: fc.oneof(fc.constant(undefined), fc.nat({ max: 4 })),
});

const plans = fc.record({
  runs: fc.array(run, { minLength: 2, maxLength: 5 }),
  whenSessionBusy: fc.constantFrom("wait", "refuse"),
  store: fc.constantFrom("memory" as const, "slow" as const),
});

function start(agent: Agent<ToolDesk>, { stream, user, cancelAfter }: RunPlan, index: number): Promise<unknown> {
  const token = new CancellationToken();
  const cancelling = async (): Promise<void> => {
    for (let left = cancelAfter ?? 0; left > 0; left -= 1) await immediately();
    token.cancel();
  };
  const options = { sessionId: "s", userId: user, cancellationToken: token };
  const running = stream
    ? agent.runStream(String(index), options).output
    : outcomeOf(agent.run(String(index), options));
  if (cancelAfter !== undefined) void cancelling();
  return running.then((end) => (end instanceof AgentRunError || end instanceof AgentCancelled ? end.output : end));
}

/** Asks for the tools of the run whose number the person said, then answers with the number. */
function modelOf(runs: readonly RunPlan[]): ScriptedModel {
  return new ScriptedModel(({ messages }) => {
    const last = messages.at(-1);
    const said = messages.toArray().findLast(({ role }) => role === "user")?.content;
    const kinds = runs[Number(said)]?.kinds ?? [];
    if (last?.role !== "user" || kinds.length === 0) return `Answer to ${JSON.stringify(said)}.`;
    return calls(...kinds.map((kind, n) => call(kind, { n })));
  });
}

test("runs of one session at once take turns, and all of them end", { timeout: PATIENCE }, async () => {
  await holds({ name: "runs at once", cases: 300, of: plans }, async ({ runs, whenSessionBusy, store }) => {
    const model = modelOf(runs);
    const agent = new Agent({
      model,
      tools: TOOLS,
      dependencies: new ToolDesk(),
      store: store === "memory" ? new MemoryStore() : oddStore(store),
      whenSessionBusy,
      logger: new LogBook(),
    });

    const ends = await Promise.all(runs.map((one, index) => start(agent, one, index)));
    await agent.run("And now?", { sessionId: "s", userId: "u" });

    const outputs = ends.filter((end) => end instanceof RunOutput);
    expect(outputs.length).toBe(runs.length);
    for (const output of outputs) assertEventStream(output.events, { output });
    for (const { messages } of model.requests) assertHistory(messages);
    const codes = outputs.map(({ errorCode }) => errorCode).filter((code) => code !== undefined);
    expect(codes.every((code) => whenSessionBusy === "refuse" && code === "SESSION_BUSY")).toBe(true);
    checkMemory(model.requests.at(-1)?.messages ?? [], outputs);
  });
});

/** Each run stands in the history of the next as a block of its own. */
function checkMemory(history: readonly Message[], outputs: readonly RunOutput[]): void {
  const said = outputs.filter(({ userId, messages }) => userId === "u" && messages.length > 1);
  for (const output of said) {
    const own = output.messages.slice(output.historyLength);
    const at = history.findIndex(({ role, content }) => role === "user" && content === own[0]?.content);
    const block = history.slice(at, at + own.length).map(({ role, content }) => [role, content]);
    expect(block).toEqual(own.map(({ role, content }) => [role, content]));
  }
}
