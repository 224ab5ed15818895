import type { ToolDefinition } from "@definable/spec";
import type { CasePlan } from "../conformance-case.ts";
import { expectSame } from "../expectations.ts";
import type { VendorToolCall } from "../vendor-answer.ts";

const OBJECT = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const TOOLS: readonly ToolDefinition[] = ["get_weather", "get_time"].map((name) => ({
  name,
  description: "For tests.",
  parameters: OBJECT,
}));

const PARIS = '{"city":"Paris \\u2014 \\"la ville\\" 🌧"}';
const ROME = '{"city":"Rome"}';

/** Every cut of a text into single characters: the worst that a stream can do. */
const letters = (text: string): readonly string[] => Array.from(text);

const BOTH: readonly VendorToolCall[] = [
  { id: "call_paris", name: "get_weather", argumentPieces: letters(PARIS) },
  { id: "call_rome", name: "get_time", argumentPieces: letters(ROME) },
];
const EXPECTED = [
  { id: "call_paris", name: "get_weather", arguments: PARIS },
  { id: "call_rome", name: "get_time", arguments: ROME },
];

/** What tools are asked for. */
export const TOOL_CALL_CASES: readonly CasePlan[] = [
  {
    name: "puts parallel tool calls together from pieces",
    answers: [{ kind: "reply", toolCalls: BOTH }],
    body: async (trial) => {
      const reply = await trial.replyOf(trial.ask({ tools: TOOLS }));
      expectSame("toolCalls", EXPECTED, reply.toolCalls);
      expectSame("finishReason", "toolCalls", reply.finishReason);
    },
  },
  {
    name: "puts tool calls together whose pieces come in turn",
    answers: [{ kind: "reply", toolCalls: BOTH, interleaved: true, bytesPerWrite: 7 }],
    body: async (trial) => {
      expectSame("toolCalls", EXPECTED, (await trial.replyOf(trial.ask({ tools: TOOLS }))).toolCalls);
    },
  },
  {
    name: "keeps text that comes before tool calls",
    answers: [{ kind: "reply", text: ["Let me ", "look."], toolCalls: BOTH }],
    body: async (trial) => {
      const asked = trial.ask({ tools: TOOLS });
      const reply = await trial.replyOf(asked);
      expectSame("content", "Let me look.", reply.content);
      expectSame("the text that was heard", "Let me look.", asked.heard.text.join(""));
      expectSame("toolCalls", EXPECTED, reply.toolCalls);
    },
  },
  {
    name: "passes arguments on that are not JSON",
    answers: [
      { kind: "reply", toolCalls: [{ id: "call_a", name: "get_time", argumentPieces: ['{"city', '": oops'] }] },
    ],
    body: async (trial) => {
      const [call] = (await trial.replyOf(trial.ask({ tools: TOOLS }))).toolCalls;
      expectSame("arguments", '{"city": oops', call?.arguments);
    },
  },
];
