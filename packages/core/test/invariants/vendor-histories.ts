import type { AssistantMessage, ContentPart, JsonValue, Message, ReasoningPart } from "@definable/spec";
import fc from "fast-check";

/** What a model said that was really asked: its thinking is signed by its vendor. Whole, or the thinking alone. */
export type SignedThought = Pick<AssistantMessage, "provider" | "model" | "reasoning" | "providerData"> &
  Partial<Pick<AssistantMessage, "content" | "toolCalls">>;

const PIXEL = "iVBORw0KGgo=";
const PDF = "JVBERi0=";

/** Blank text, half characters and words of other alphabets: a vendor may object to any. */
const words = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("Hi", "Well?", "So.", "ends with a blank ", "😀") },
  { weight: 2, arbitrary: fc.constantFrom("", " ", "\n\t") },
  { weight: 1, arbitrary: fc.constantFrom("\ud83d", "half \ude00 a sign", "\u2028") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);

/** Ids that clash, that are too long for one vendor, or that hold signs that the other refuses. */
const callIds = fc.constantFrom("", "a", "b", "call_2", "call.1|x", "toolu_01", "ü", "x".repeat(70));
const names = fc.constantFrom("search", "now", "gone", "bad name!", "", "n".repeat(90));
const argumentsText = fc.constantFrom(
  "{}",
  '{"q":"tea"}',
  "",
  "{",
  "[1]",
  "null",
  '{"q":"\\ud83d"}',
  '{"__proto__":1}',
);

const image: fc.Arbitrary<ContentPart> = fc.constantFrom<ContentPart>(
  { type: "image", content: PIXEL, mimeType: "image/png" },
  { type: "image", url: "https://example.org/a.png", detail: "low" },
);
const pdf: ContentPart = { type: "file", content: PDF, mimeType: "application/pdf", filename: "bill.pdf" };
const file: fc.Arbitrary<ContentPart> = fc.constantFrom<ContentPart>(
  pdf,
  { type: "file", content: btoa("a,b"), mimeType: "text/csv" },
  { type: "file", content: btoa(" "), mimeType: "text/plain", filename: "empty.txt" },
);
const text = words.map((said): ContentPart => ({ type: "text", text: said }));

const user: fc.Arbitrary<Message> = fc.record({
  role: fc.constant("user" as const),
  content: fc.oneof(words, fc.array(fc.oneof(text, image, file), { maxLength: 3 })),
  name: fc.constantFrom(undefined, undefined, "ada"),
});

const tool: fc.Arbitrary<Message> = fc.record({
  role: fc.constant("tool" as const),
  toolCallId: callIds,
  toolName: names,
  content: words,
  isError: fc.constantFrom(undefined, true, false),
  images: fc.constantFrom(undefined, [], [{ content: PIXEL, mimeType: "image/png" }], [{ filepath: "/a.png" }]),
  files: fc.constantFrom(undefined, [{ content: PDF, mimeType: "application/pdf" }]),
  audio: fc.constantFrom(undefined, undefined, [{ content: "AAAA", format: "ogg" }]),
});

const part: fc.Arbitrary<ReasoningPart> = fc.constantFrom<ReasoningPart>(
  { text: "Hm." },
  { text: "", signature: "" },
  { text: "Hm.", signature: "not of this vendor" },
  { text: "", redacted: "EmwK" },
);

/** What a vendor's adapter, or somebody else, left in a message. */
const left: fc.Arbitrary<{ readonly [provider: string]: JsonValue }> = fc.constantFrom<{
  readonly [provider: string]: JsonValue;
}>(
  { anthropic: { prefix: "elsewhere" } },
  { anthropic: { layout: ["call", 1, "thought", "call", 99] } },
  { anthropic: { layout: "none" }, openai: {} },
  { anthropic: 7 },
  { openai: { server: "elsewhere", items: [{ type: "reasoning", id: "rs_1", summary: [] }] } },
  { openai: { items: [{ type: "message", id: "msg_1", length: 3 }] } },
  { openai: { items: [{ type: "other", item: { type: "web_search_call", id: "ws_9" } }] } },
  { openai: { items: [{ type: "message", id: "msg_1", length: 0, refusal: true }, "nonsense"] } },
);

/** Signatures that are right by whom they name, and thinking of other vendors. */
const author = (thoughts: readonly SignedThought[]): fc.Arbitrary<SignedThought> =>
  fc.oneof(
    // Each vendor as often as the other, however many ways there are in which it thought.
    ...["anthropic", "openai"].map((vendor) => ({
      weight: 2,
      arbitrary: fc.constantFrom(...thoughts.filter(({ provider }) => provider === vendor)),
    })),
    {
      weight: 2,
      arbitrary: fc.record({
        provider: fc.constantFrom(undefined, "openai", "other"),
        model: fc.constantFrom(undefined, "gpt-4o", "gpt-5", "claude-opus-5-5"),
        reasoning: fc.array(part, { maxLength: 2 }),
        providerData: left,
      }),
    },
    { weight: 2, arbitrary: fc.constant({}) },
  );

const assistant = (thoughts: readonly SignedThought[]): fc.Arbitrary<Message> =>
  fc
    .record({
      said: fc.record({
        role: fc.constant("assistant" as const),
        content: words,
        toolCalls: fc.oneof(
          fc.constant(undefined),
          fc.array(fc.record({ id: callIds, name: names, arguments: argumentsText }), { maxLength: 3 }),
        ),
        refusal: fc.constantFrom(undefined, undefined, undefined, "No.", ""),
        audio: fc.constantFrom(undefined, undefined, undefined, { id: "audio_1", transcript: "Good day." }),
        images: fc.constantFrom(undefined, undefined, [{ url: "https://example.org/b.png" }]),
      }),
      by: author(thoughts),
    })
    .map(({ said, by }) => ({ ...said, ...by }));

/** A history as several vendors and a careless caller may have left it. */
export const anyVendorHistory = (thoughts: readonly SignedThought[]): fc.Arbitrary<readonly Message[]> =>
  fc.array(fc.oneof(user, assistant(thoughts), tool, fc.constant<Message>({ role: "system", content: "Be kind." })), {
    maxLength: 9,
  });
