import type { CasePlan } from "../conformance-case.ts";
import { expectSame, expectThat } from "../expectations.ts";
import { expectFailure } from "./failure-cases.ts";

const cutCase = (kind: "cut" | "earlyEnd", name: string): CasePlan => ({
  name,
  answers: [{ kind, text: ["Once ", "upon "] }],
  body: async (trial) => {
    const asked = trial.ask();
    expectFailure(trial, await trial.failureOf(asked), "MODEL_STREAM_CUT");
    expectSame("the text that was heard", "Once upon ", asked.heard.text.join(""));
  },
});

/** What happens when the answer itself is broken. */
export const ACCIDENT_CASES: readonly CasePlan[] = [
  {
    name: "fails with MODEL_UNAVAILABLE when nobody listens",
    answers: [],
    body: async (trial) => {
      await trial.server.close();
      expectFailure(trial, await trial.failureOf(trial.ask()), "MODEL_UNAVAILABLE");
    },
  },
  cutCase("cut", "fails with MODEL_STREAM_CUT when the stream breaks off, after what was said"),
  cutCase("earlyEnd", "fails with MODEL_STREAM_CUT when the stream ends before the model did"),
  {
    name: "fails with MODEL_BAD_REPLY or MODEL_STREAM_CUT when the stream is not JSON",
    answers: [{ kind: "brokenJson" }],
    body: async (trial) => {
      const error = await trial.failureOf(trial.ask());
      // Half an event may be nonsense or the last thing that came before a cut: both are honest.
      expectFailure(trial, error, error.code === "MODEL_STREAM_CUT" ? "MODEL_STREAM_CUT" : "MODEL_BAD_REPLY");
    },
  },
  {
    name: "fails with MODEL_BAD_REPLY when a web page answers",
    answers: [{ kind: "page" }],
    body: async (trial) => {
      expectFailure(trial, await trial.failureOf(trial.ask()), "MODEL_BAD_REPLY");
    },
  },
  {
    name: "fails with a code of the vendor's when the stream turns into an error",
    answers: [{ kind: "errorInStream", text: ["Once "], words: "canary in the stream" }],
    body: async (trial) => {
      const error = await trial.failureOf(trial.ask());
      expectThat(error.code.startsWith("MODEL_"), `Expected a code of the model's vendor, found ${error.code}.`);
      expectThat(
        !error.message.includes("canary"),
        `Expected a message without the vendor's words, found: ${error.message}`,
      );
    },
  },
  {
    name: "answers again after a failure",
    answers: [
      { kind: "cut", text: ["Once "] },
      { kind: "reply", text: ["Hello"] },
    ],
    body: async (trial) => {
      await trial.failureOf(trial.ask());
      expectSame("content", "Hello", (await trial.replyOf(trial.ask())).content);
    },
  },
];
