import type { CasePlan } from "../conformance-case.ts";
import { expectSame, expectThat } from "../expectations.ts";
import type { VendorReply } from "../vendor-answer.ts";

const WORDS = ["Grüße", ", 世", "界 ", "🌧️", "!"];
const GREETING: VendorReply = { kind: "reply", text: WORDS };
const THOUGHTFUL: VendorReply = { kind: "reply", reasoning: ["Let me", " think."], text: ["Yes."] };
const FULL: VendorReply = {
  ...GREETING,
  toolCalls: [{ id: "call_a", name: "search", argumentPieces: ['{"q":', '"x"}'] }],
  usage: { inputTokens: 12, outputTokens: 7, totalTokens: 19 },
};

/** What is said. */
export const TEXT_CASES: readonly CasePlan[] = [
  {
    name: "streams text in pieces that join to the content",
    answers: [GREETING],
    body: async (trial) => {
      const asked = trial.ask();
      const reply = await trial.replyOf(asked);
      expectSame("content", WORDS.join(""), reply.content);
      expectSame("the text that was heard", WORDS.join(""), asked.heard.text.join(""));
      expectThat(asked.heard.text.length > 1, "Expected the text in several pieces, found one: it was not streamed.");
      expectSame("toolCalls", [], reply.toolCalls);
      expectSame("finishReason", "stop", reply.finishReason);
    },
  },
  {
    name: "gives the same reply streamed and not",
    answers: [FULL, FULL],
    body: async (trial) => {
      const streamed = await trial.replyOf(trial.ask());
      const asked = trial.ask({ settings: { stream: false } });
      const whole = await trial.replyOf(asked);
      expectSame("the reply that was not streamed", streamed, whole);
      expectSame("the text that was heard", whole.content, asked.heard.text.join(""));
    },
  },
  {
    name: "keeps characters whole when their bytes come one by one",
    answers: [{ ...GREETING, bytesPerWrite: 1 }],
    body: async (trial) => {
      const asked = trial.ask();
      expectSame("content", WORDS.join(""), (await trial.replyOf(asked)).content);
      expectSame("the text that was heard", WORDS.join(""), asked.heard.text.join(""));
    },
  },
  {
    name: "gives an empty reply as it is",
    answers: [{ kind: "reply" }],
    body: async (trial) => {
      const asked = trial.ask();
      const { content, toolCalls, finishReason } = await trial.replyOf(asked);
      expectSame(
        "the reply",
        { content: "", toolCalls: [], finishReason: "stop" },
        { content, toolCalls, finishReason },
      );
      expectSame("the text that was heard", "", asked.heard.text.join(""));
    },
  },
  {
    name: "tells reasoning from text",
    needs: "reasoning",
    answers: [THOUGHTFUL],
    body: async (trial) => {
      const asked = trial.ask();
      const reply = await trial.replyOf(asked);
      expectSame("content", "Yes.", reply.content);
      expectSame("the reasoning that was heard", "Let me think.", asked.heard.reasoning.join(""));
      expectSame("reasoning", "Let me think.", (reply.reasoning ?? []).map(({ text }) => text).join(""));
    },
  },
  {
    name: "waits for a listener that is behind",
    answers: [{ ...GREETING, text: Array.from({ length: 50 }, (_, index) => `${index} `) }],
    body: async (trial) => {
      let goOn = (): void => {};
      const behind = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const asked = trial.ask({ onText: () => behind });
      const request = await trial.within(trial.server.nextRequest(), "the request");
      await trial.within(asked.firstText, "the first piece of text");
      await trial.within(request.sent, "the server to send all");
      await turns(20);
      expectSame("pieces heard before the listener caught up", 1, asked.heard.text.length);
      goOn();
      expectSame("the text that was heard", (await trial.replyOf(asked)).content, asked.heard.text.join(""));
    },
  },
  {
    name: "keeps two calls at once apart",
    answers: [
      { kind: "reply", text: ["one"] },
      { kind: "reply", text: ["two"] },
    ],
    body: async (trial) => {
      const calls = [trial.ask(), trial.ask()];
      const replies = await Promise.all(calls.map((asked) => trial.replyOf(asked)));
      expectSame("the two contents", ["one", "two"], replies.map(({ content }) => content).toSorted());
      for (const [index, asked] of calls.entries()) {
        expectSame("the text that was heard", replies[index]?.content, asked.heard.text.join(""));
      }
    },
  },
];

/** Gives a model that does not wait the chance to show it. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}
