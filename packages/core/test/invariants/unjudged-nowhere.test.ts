import type { Guardrail, GuardrailVerdict, Memory } from "@definable/spec";
import { call, calls, says, ScriptedModel } from "@definable/testing";
import type { ScriptEntry } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { Agent, AgentRunError, MemoryStore, tool } from "../../src/index.ts";
import type { RunOutput } from "../../src/index.ts";
import { allow, block, inputGuardrail, modify, outputGuardrail } from "../../src/guardrails.ts";
import { tracesOf } from "../guardrails/canary.ts";
import { LogBook } from "../support/log-book.ts";
import { holds, PATIENCE } from "./property.ts";

/** What must get past no guardrail: one word of those who ask, one of the models. */
const ASKED = "canary-in-5b0";
const SAID = "canary-out-8e1";

/** Throws of dice, one after another, and from the beginning when they are used up. */
class Dice {
  readonly #throws: readonly number[];
  #next = 0;

  constructor(throws: readonly number[]) {
    this.#throws = throws;
  }

  /** A number below this one. */
  below(most: number): number {
    this.#next += 1;
    return (this.#throws[this.#next % this.#throws.length] ?? 0) % most;
  }

  text(text: string, word: string): string {
    return this.below(4) === 0 ? `${text} ${word}` : text;
  }
}

function verdictOf(how: number, text: string, word: string): GuardrailVerdict {
  if (!text.includes(word)) return allow();
  if (how === 0) return block("No.");
  if (how === 1) return modify(text.replaceAll(word, "***"));
  throw new Error(text);
}

/** Also written with an escape of JSON, as models like to do. */
const shaped = (dice: Dice): string =>
  JSON.stringify({ note: dice.text("x", SAID) }).replace(
    "canary",
    dice.below(2) === 0 ? String.raw`\u0063anary` : "canary",
  );

function answer(dice: Dice, instructions = ""): ScriptEntry {
  if (instructions.includes("YES or NO")) return dice.text("YES", SAID);
  if (instructions.includes("Think about the request")) {
    const thought = { analysis: dice.text("a", SAID), approach: dice.text("b", SAID), toolPlan: [] };
    return dice.below(2) === 0 ? JSON.stringify(thought) : dice.text("So.", SAID);
  }
  const roll = dice.below(6);
  if (roll === 0) return calls(call("ask", {}));
  const text = roll === 1 ? dice.text("Well.", SAID) : shaped(dice);
  return says(text, { reasoning: dice.text("Hm.", SAID) });
}

/** An agent with everything that reads for a model or asks one, and all that anybody outside hears of it. */
function agentOf(dice: Dice) {
  const heard: unknown[] = [];
  const log = new LogBook();
  const store = new MemoryStore();
  const model = new ScriptedModel(({ instructions, messages }) => {
    heard.push([instructions, messages]);
    return answer(dice, instructions);
  });
  const [asking, saying] = [dice.below(3), dice.below(3)];
  const guardrails: readonly Guardrail[] = [
    inputGuardrail("asked", (text) => verdictOf(asking, text, ASKED)),
    outputGuardrail("said", (text) => verdictOf(saying, text, SAID)),
  ];
  const counts = { tokensUsed: 1, chunksIncluded: 1, chunksAvailable: 1 };
  const memory: Memory = {
    recall: () => Promise.resolve({ text: dice.text("memory", ASKED), ...counts }),
    update: (messages) => Promise.resolve(void heard.push(messages)),
  };
  const retrieve = () => Promise.resolve(["a", "b"].map((id) => ({ id, content: dice.text(id, ASKED) })));
  const ask = tool({
    name: "ask",
    description: "Asks.",
    inputSchema: z.object({}),
    requiresConfirmation: dice.below(2) === 0,
    execute: () => "Done.",
  });
  const agent = new Agent({
    model,
    store,
    memory,
    logger: log,
    debug: true,
    maxRetries: 0,
    tools: [ask],
    readers: true,
    guardrails: { guardrails, onBlock: dice.below(2) === 0 ? "raise" : "return" },
    knowledge: { knowledge: { retrieve }, trigger: dice.below(2) === 0 ? "auto" : "always" },
    thinking: dice.below(2) === 0 ? { trigger: "auto" } : false,
  });
  agent.events.on("*", (event) => void heard.push(event, "partial" in event ? event.partial : undefined));
  return { agent, heard, log, store };
}

/** The output, also of a run that failed; what was thrown is heard. */
async function settled(running: Promise<RunOutput>, heard: unknown[]): Promise<RunOutput> {
  try {
    return await running;
  } catch (error) {
    for (let at: unknown = error; at instanceof Error; at = at.cause) heard.push(at.message, at.stack);
    if (error instanceof AgentRunError) return error.output;
    throw error;
  }
}

test("what no guardrail let pass is nowhere, whatever reads, thinks and remembers", { timeout: PATIENCE }, async () => {
  const throws = fc.array(fc.nat({ max: 11 }), { minLength: 40, maxLength: 40 });
  await holds({ name: "unjudged nowhere", cases: 300, of: throws }, async (thrown) => {
    const dice = new Dice(thrown);
    const { agent, heard, log, store } = agentOf(dice);
    const file = btoa(dice.text("in a file", ASKED));
    const files = [{ content: file, mimeType: "text/plain", filename: "a.txt" }];
    const schema = dice.below(2) === 0 ? { outputSchema: z.object({ note: z.string() }) } : {};

    let output = await settled(agent.run(dice.text("Go", ASKED), { sessionId: "s", files, ...schema }), heard);
    for (let rounds = 0; output.isPaused && rounds < 3; rounds += 1) {
      heard.push(output.toJSON());
      output.activeRequirements[0]?.confirm();
      output = await settled(agent.continueRun(output), heard);
    }

    // Of a run that waits the store keeps what it was asked, for a crash.
    const traces = await tracesOf(output, output.isPaused ? { log } : { log, store });
    const { parsed, reasoningContent, reasoningMessages } = output;
    const all = traces + JSON.stringify([heard, parsed, reasoningContent, reasoningMessages]);
    const secrets = [ASKED, SAID, ...(atob(file).includes(ASKED) ? [file] : [])];
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  });
});
