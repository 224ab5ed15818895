import fc from "fast-check";
import { expect, test } from "vitest";
import { OpenAIChat } from "../../src/index.ts";
import { ask } from "../ask.ts";
import { fakeOpenAI, reply } from "../vendor.ts";

const weather = { id: "call_a", name: "weather", arguments: { city: "Paris" } };
const time = { id: "call_b", name: "time", arguments: { zone: "Asia/Tokyo" } };
const wanted = [
  { id: "call_a", name: "weather", arguments: '{"city":"Paris"}' },
  { id: "call_b", name: "time", arguments: '{"zone":"Asia/Tokyo"}' },
];

test.each([
  ["one after the other", {}],
  ["a character at a time", { chunkSize: 1 }],
  ["in turns", { interleave: true, chunkSize: 3 }],
  ["with the finish reason stop", { finishReason: "stop" }],
] as const)("parallel calls that come %s are put together", async (_name, options) => {
  await using server = await fakeOpenAI({ script: [reply({ toolCalls: [weather, time], ...options })] });
  const { reply: answer } = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.toolCalls).toEqual(wanted);
  expect(answer.finishReason).toBe("toolCalls");
});

test.each([
  [
    "without numbers",
    [
      [{ id: "call_a", function: { name: "weather", arguments: '{"city":' } }],
      [{ function: { arguments: '"Paris"}' } }],
      [{ id: "call_b", function: { name: "time", arguments: '{"zone":' } }],
      [{ id: "call_b", function: { arguments: '"Asia/Tokyo"}' } }],
    ],
  ],
  [
    "all numbered 0",
    [
      [{ index: 0, id: "call_a", function: { name: "weather", arguments: '{"city":"Paris"}' } }],
      [{ index: 0, id: "call_b", function: { name: "time", arguments: '{"zone":' } }],
      [{ index: 0, function: { arguments: '"Asia/Tokyo"}' } }],
    ],
  ],
  [
    "with arguments that are no text",
    [
      [{ index: 0, id: "call_a", function: { name: "weather", arguments: { city: "Paris" } } }],
      [{ index: 1, id: "call_b", function: { name: "time", arguments: { zone: "Asia/Tokyo" } } }],
    ],
  ],
  [
    "in another order than their numbers",
    [
      [{ index: 1, id: "call_b", function: { name: "time", arguments: '{"zone":"Asia/Tokyo"}' } }],
      [{ index: 0, id: "call_a", function: { name: "weather", arguments: '{"city":"Paris"}' } }],
    ],
  ],
  [
    "with id and name in every piece",
    [
      [{ index: 0, id: "call_a", function: { name: "weather", arguments: '{"city":' } }],
      [{ index: 0, id: "call_a", function: { name: "weather", arguments: '"Paris"}' } }],
      [{ index: 1, id: "call_b", function: { name: "time", arguments: '{"zone":"Asia/Tokyo"}' } }],
    ],
  ],
])("calls of servers that send them %s are put together", async (_name, pieces) => {
  const deltas = pieces.map((tool_calls) => ({ tool_calls }));
  await using server = await fakeOpenAI({ script: [reply({ deltas, finishReason: "tool_calls" })] });
  const { reply: answer } = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.toolCalls).toEqual(wanted);
});

test("calls without an id get one each, the same in a replay", async () => {
  const deltas = [
    { tool_calls: [{ function: { name: "a", arguments: "{}" } }, { function: { name: "a", arguments: "{}" } }] },
  ];
  const step = reply({ deltas, finishReason: "tool_calls", id: "chatcmpl-1" });
  await using server = await fakeOpenAI({ script: [step, step] });
  const model = new OpenAIChat({ baseURL: server.baseURL });
  const first = await ask(model);
  const ids = first.reply.toolCalls.map((call) => call.id);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^call_[0-9a-f]{16}$/);
  expect((await ask(model)).reply.toolCalls).toEqual(first.reply.toolCalls);
});

test("two calls with one id become two ids", async () => {
  const twice = [
    { index: 0, id: "same", function: { name: "a", arguments: '{"n":1}' } },
    { index: 1, id: "same", function: { name: "a", arguments: '{"n":2}' } },
  ];
  await using server = await fakeOpenAI({
    script: [reply({ deltas: [{ tool_calls: twice }], finishReason: "tool_calls" })],
  });
  const { reply: answer } = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.toolCalls.map((call) => call.arguments)).toEqual(['{"n":1}', '{"n":2}']);
  expect(new Set(answer.toolCalls.map((call) => call.id)).size).toBe(2);
});

test("a call without arguments has an empty object", async () => {
  await using server = await fakeOpenAI({ script: [reply({ toolCalls: [{ name: "ping", arguments: "" }] })] });
  const { reply: answer } = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.toolCalls[0]?.arguments).toBe("{}");
});

test("arguments that are not JSON are passed on as they are: the model is told, not mended", async () => {
  await using server = await fakeOpenAI({ script: [reply({ toolCalls: [{ name: "ping", arguments: "{oops" }] })] });
  const { reply: answer } = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.toolCalls[0]?.arguments).toBe("{oops");
});

test.each(["", '{"city":"Par'])("of an answer that ran out of tokens, the call with %j is left out", async (text) => {
  const toolCalls = [weather, { name: "time", arguments: text }];
  await using server = await fakeOpenAI({ script: [reply({ toolCalls, finishReason: "length" })] });
  const { reply: answer } = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.toolCalls).toEqual(wanted.slice(0, 1));
  expect(answer.finishReason).toBe("length");
});

test("arguments that come in deltas of any size are whole", async () => {
  await using server = await fakeOpenAI();
  const model = new OpenAIChat({ baseURL: server.baseURL });
  const anyPieces = fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(anyPieces, { minLength: 1, maxLength: 4 }), fc.boolean(), async (texts, interleave) => {
      const pieces = texts.map((text) => ["{", ...text.map((piece) => piece.toWellFormed()), "}"]);
      const toolCalls = pieces.map((argumentDeltas) => ({
        name: "a",
        arguments: argumentDeltas.join(""),
        argumentDeltas,
      }));
      server.push(reply({ toolCalls, interleave }));
      const { reply: answer } = await ask(model);
      expect(answer.toolCalls.map((call) => call.arguments)).toEqual(pieces.map((list) => list.join("")));
    }),
    { numRuns: 100 },
  );
});
