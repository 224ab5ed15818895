import type { ContentPart, Message } from "@definable/spec";
import type { Ability } from "../model-driver.ts";
import type { CasePlan } from "../conformance-case.ts";
import { expectInOrder, expectSame, expectThat } from "../expectations.ts";
import type { Trial } from "../trial.ts";
import type { VendorReply } from "../vendor-answer.ts";

const OK: VendorReply = { kind: "reply", text: ["Ok."] };

const HISTORY: readonly Message[] = [
  { role: "user", content: "first words" },
  { role: "assistant", content: "", toolCalls: [{ id: "call_one", name: "search", arguments: '{"q":"asked"}' }] },
  { role: "tool", toolCallId: "call_one", toolName: "search", content: "found it" },
  { role: "assistant", content: "my answer" },
  { role: "user", content: "last words" },
];

// The smallest PNG and PDF that name themselves: a vendor that looks at them takes them for what they are.
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
const PDF = "JVBERi0xLjQKJSVFT0YK";

const mediumCase = (needs: Ability, part: ContentPart & { readonly content: string }): CasePlan => ({
  name: `sends ${needs} with the words`,
  needs,
  answers: [OK],
  body: async (trial) => {
    const content: readonly ContentPart[] = [{ type: "text", text: "look at this" }, part];
    await trial.replyOf(trial.ask({ messages: [{ role: "user", content }] }));
    const [body] = bodiesOf(trial);
    expectInOrder("the request", ["look at this", part.content], body ?? "");
  },
});

/** What is asked. */
export function inputCases(refused: ContentPart | undefined): readonly CasePlan[] {
  return [
    {
      name: "sends instructions, tools and the history in order",
      answers: [OK],
      body: async (trial) => {
        const tools = [
          { name: "search", description: "Finds things.", parameters: { type: "object", properties: {} } },
        ];
        const messages = freezeDeep(structuredClone(HISTORY));
        await trial.replyOf(trial.ask({ messages, tools, instructions: "Answer like a pirate." }));
        const [body] = bodiesOf(trial);
        expectInOrder(
          "the messages of the request",
          ["first words", "call_one", "found it", "my answer", "last words"],
          body ?? "",
        );
        for (const word of ["Answer like a pirate.", "Finds things.", "asked"]) {
          expectInOrder("the request", [word], body ?? "");
        }
      },
    },
    mediumCase("images", { type: "image", content: PNG, mimeType: "image/png" }),
    mediumCase("files", { type: "file", content: PDF, mimeType: "application/pdf", filename: "a.pdf" }),
    ...(refused === undefined ? [] : [refusalCase(refused)]),
  ];
}

function refusalCase(refused: ContentPart): CasePlan {
  return {
    name: `refuses a part of type ${refused.type} by name, without asking the vendor`,
    answers: [],
    body: async (trial) => {
      const error = await trial.failureOf(trial.ask({ messages: [{ role: "user", content: [refused] }] }));
      expectSame("code", "UNSUPPORTED_CONTENT", error.code);
      expectInOrder("the message names the part", [refused.type], error.message);
      expectInOrder("the message names the model", [trial.model.id], error.message);
      expectThat(trial.server.requests.length === 0, "Expected no request, found one.");
    },
  };
}

function bodiesOf(trial: Trial): readonly string[] {
  return trial.server.requests.map(({ body }) => JSON.stringify(body));
}

/** A model that changes what it was given fails here. */
function freezeDeep<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freezeDeep);
  return value;
}
