import type { FinishReason, Usage } from "@definable/spec";
import type { CasePlan } from "../conformance-case.ts";
import { expectSame } from "../expectations.ts";

const USAGE: Usage = {
  inputTokens: 100,
  outputTokens: 30,
  totalTokens: 130,
  cacheReadTokens: 40,
  reasoningTokens: 10,
};

const finishCase = (finishReason: FinishReason): CasePlan => ({
  name: `tells why it stopped: ${finishReason}`,
  needs: finishReason === "filter" ? "filteredFinish" : undefined,
  answers: [{ kind: "reply", text: ["Once upon"], finishReason }],
  body: async (trial) => {
    const reply = await trial.replyOf(trial.ask());
    expectSame("finishReason", finishReason, reply.finishReason);
    expectSame("content", "Once upon", reply.content);
  },
});

/** What an answer cost, and why it ended. */
export const USAGE_CASES: readonly CasePlan[] = [
  {
    name: "counts cached tokens as input and reasoning as output",
    answers: [{ kind: "reply", text: ["Hi"], usage: USAGE }],
    body: async (trial) => {
      const { usage } = await trial.replyOf(trial.ask());
      for (const [field, count] of Object.entries(USAGE)) {
        expectSame(`usage.${field}`, count, Object.entries(usage ?? {}).find(([key]) => key === field)?.[1]);
      }
    },
  },
  {
    name: "counts nothing when the vendor does not",
    needs: "missingUsage",
    answers: [{ kind: "reply", text: ["Hi"] }],
    body: async (trial) => {
      expectSame("usage", undefined, (await trial.replyOf(trial.ask())).usage);
    },
  },
  finishCase("stop"),
  finishCase("length"),
  finishCase("filter"),
];
