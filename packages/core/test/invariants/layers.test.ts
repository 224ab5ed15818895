import { assertHistory, ScriptedModel } from "@definable/testing";
import type { ScriptEntry } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RunOutput } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";
import { checkRun } from "../setup/check-run.ts";
import { KeywordKnowledge } from "../layers/keyword-knowledge.ts";
import { NotesMemory } from "../layers/notes-memory.ts";
import { play, segmentsOf } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

const aside = fc.array(
  fc.constantFrom<ScriptEntry>("NO", "So.", "", { error: { code: "MODEL_QUOTA" } }, { error: new TypeError("secret") }),
  { minLength: 1, maxLength: 4 },
);
const limits = fc.record({
  maxMessages: fc.nat({ max: 6 }),
  keepFirst: fc.nat({ max: 2 }),
  everyMessages: fc.integer({ min: 1, max: 5 }),
  keepLast: fc.nat({ max: 4 }),
});

test(
  "an agent with everything around its conversation keeps the promises of every run",
  { timeout: PATIENCE },
  async () => {
    const one = fc.tuple(anyPlan, limits, aside);
    await holds(
      { name: "layers", cases: 300, of: one },
      async ([plan, { maxMessages, keepFirst, ...summary }, steps]) => {
        const model = new ScriptedModel((_request, index) => steps[index % steps.length]);
        const layers: Partial<AgentOptions> = {
          memory: new NotesMemory(),
          knowledge: {
            knowledge: new KeywordKnowledge({ first: "First things.", more: "Then more." }),
            trigger: "auto",
            model,
          },
          readers: true,
          history: { maxMessages, keepFirst },
          summary: { ...summary, model },
          compression: { toolResultsLimit: 1, model },
        };

        const played = await play(plan, layers);

        for (const { output, json, earlier } of segmentsOf(played)) {
          // As it was before somebody decided on it.
          if (output !== undefined && json !== undefined) checkRun(new RunOutput(json, { log: output }), earlier);
        }
        for (const { messages } of played.model.scripted.requests) {
          for (const vendor of ["openai-chat", "anthropic"] as const) assertHistory(messages, vendor);
        }
        expect(played.late).toEqual([]);
      },
    );
  },
);
