import { isDefinableError } from "@definable/spec";
import type { ModelReply } from "@definable/spec";
import { describe, expect, it } from "vitest";
import { call, calls, fails, hangs, says, ScriptError, ScriptedModel, tokens } from "@definable/testing";
import type { Script, ScriptStep } from "@definable/testing";
import { listenerTo, requestWith } from "./model-request.ts";

async function play(script: Script, parts = {}): Promise<{ reply: ModelReply; heard: string[] }> {
  const heard: string[] = [];
  const reply = await new ScriptedModel(script).respond(requestWith(parts), listenerTo(heard));
  return { reply, heard };
}

function closedGate(): { promise: Promise<void>; open: () => void } {
  let open = (): void => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

describe("what a step says", () => {
  it("comes as one piece, or cut to size, and joins to the content", async () => {
    expect((await play(["Hello"])).heard).toEqual(["text:Hello"]);
    const cut = await play([says("Hello", { chunkSize: 2 })]);
    expect(cut.heard).toEqual(["text:He", "text:ll", "text:o"]);
    expect(cut.reply).toEqual({ content: "Hello", toolCalls: [], finishReason: "stop" });
    expect((await play([says("Hello", { chunkSize: [3, 1] })])).heard).toEqual(["text:Hel", "text:l", "text:o"]);
    expect((await play([says(["", "Hel", "lo"])])).heard).toEqual(["text:", "text:Hel", "text:lo"]);
  });

  it("never halves a character", async () => {
    const { heard } = await play([says("a🌧b", { chunkSize: 1 })]);
    expect(heard).toEqual(["text:a", "text:🌧", "text:b"]);
  });

  it("comes whole when the request does not stream", async () => {
    const { heard } = await play([says("Hello", { chunkSize: 1 })], { settings: { stream: false } });
    expect(heard).toEqual(["text:Hello"]);
  });

  it("is thought before it is said", async () => {
    const { heard, reply } = await play([{ reasoning: "Hmm", text: "Yes", chunkSize: 2, signature: "s" }]);
    expect(heard).toEqual(["reasoning:Hm", "reasoning:m", "text:Ye", "text:s"]);
    expect(reply.reasoning).toEqual([{ text: "Hmm", signature: "s" }]);
  });

  it("carries tool calls with ids of their own", async () => {
    const { reply } = await play([calls(call("get_weather", { city: "Paris" }), call("broken", "{", "mine"))]);
    expect(reply.finishReason).toBe("toolCalls");
    expect(reply.toolCalls).toEqual([
      { id: "call_1_1", name: "get_weather", arguments: '{"city":"Paris"}' },
      { id: "mine", name: "broken", arguments: "{" },
    ]);
  });

  it("carries everything else that a reply may have", async () => {
    const rest = {
      usage: tokens(3, 2, { reasoningTokens: 1 }),
      finishReason: "length",
      refusal: "no",
      images: [{ url: "https://example.org/a.png" }],
      audio: { id: "a" },
      providerData: { vendor: 1 },
    } satisfies ScriptStep;
    const { reply } = await play([rest]);
    expect(reply).toEqual({ ...rest, content: "", toolCalls: [] });
    expect(reply.usage?.totalTokens).toBe(5);
  });
});

describe("the listener", () => {
  it("is waited for only when it returns a promise", async () => {
    const heard: string[] = [];
    const gate = closedGate();
    const listener = {
      ...listenerTo(heard),
      text: (delta: string) => (heard.push(delta) === 2 ? gate.promise : undefined),
    };
    const reply = new ScriptedModel([says(["a", "b", "c"])]).respond(requestWith(), listener);
    expect(heard).toEqual(["a", "b"]);
    gate.open();
    await reply;
    expect(heard).toEqual(["a", "b", "c"]);
  });
});

describe("a step that does not go well", () => {
  it("fails with the code, before or after some text", async () => {
    const error = await play([fails("MODEL_RATE_LIMITED", { retryAfterMs: 5 })]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "MODEL_RATE_LIMITED", retryable: true, retryAfterMs: 5 });
    const heard: string[] = [];
    const step = fails("MODEL_STREAM_CUT", { retryable: false, text: ["a", "b"], afterDeltas: 1 });
    const cut = new ScriptedModel([step]).respond(requestWith(), listenerTo(heard));
    await expect(cut).rejects.toMatchObject({ code: "MODEL_STREAM_CUT", retryable: false });
    expect(heard).toEqual(["text:a"]);
  });

  it("throws a foreign error as it is", async () => {
    const error = new TypeError("careless adapter");
    await expect(play([{ error }])).rejects.toBe(error);
  });

  it("waits at a gate after as many pieces as it says", async () => {
    const gate = closedGate();
    const heard: string[] = [];
    const step = says(["a", "b"], { gate: gate.promise, afterDeltas: 1 });
    const reply = new ScriptedModel([step]).respond(requestWith(), listenerTo(heard));
    expect(heard).toEqual(["text:a"]);
    gate.open();
    await reply;
    expect(heard).toEqual(["text:a", "text:b"]);
  });

  it("goes on after a delay", async () => {
    expect((await play([says("late", { delayMs: 1 })])).heard).toEqual(["text:late"]);
  });

  it.each<[string, ScriptStep]>([
    ["while it hangs", hangs({ text: "a", afterDeltas: 1 })],
    ["at a gate", says(["a", "b"], { afterDeltas: 1, gate: new Promise(() => {}) })],
    ["in a delay", says(["a", "b"], { afterDeltas: 1, delayMs: 1_000_000 })],
  ])("rejects with the signal's reason %s", async (_title, step) => {
    const controller = new AbortController();
    const heard: string[] = [];
    const reply = new ScriptedModel([step]).respond(requestWith({ signal: controller.signal }), listenerTo(heard));
    controller.abort(new Error("enough"));
    await expect(reply).rejects.toThrow("enough");
    expect(heard).toEqual(["text:a"]);
  });

  it("says nothing more once the listener aborted, unless it is deaf", async () => {
    const pieces = ["a", "b"];
    const aborted = async (step: ScriptStep): Promise<string[]> => {
      const controller = new AbortController();
      const heard: string[] = [];
      const listener = { ...listenerTo(heard), text: (delta: string) => (heard.push(delta), controller.abort()) };
      await new ScriptedModel([step]).respond(requestWith({ signal: controller.signal }), listener).catch(() => {});
      return heard;
    };
    expect(await aborted(says(pieces))).toEqual(["a"]);
    expect(await aborted(says(pieces, { deaf: true }))).toEqual(pieces);
  });
});

describe("the script", () => {
  it("may be, or hold, a function of the request", async () => {
    const echo = new ScriptedModel((request, index) => `${index} ${request.instructions}`);
    const request = requestWith({ instructions: "Echo." });
    expect((await echo.respond(request, listenerTo([]))).content).toBe("0 Echo.");
    expect((await echo.respond(request, listenerTo([]))).content).toBe("1 Echo.");
    const mixed = new ScriptedModel(["first", async () => says("second")]);
    await mixed.respond(request, listenerTo([]));
    expect((await mixed.respond(request, listenerTo([]))).content).toBe("second");
    expect(() => mixed.assertDone()).not.toThrow();
  });

  it("records what it was asked", async () => {
    const model = new ScriptedModel(["yes"]);
    const tool = { name: "search", description: "Finds.", parameters: {} };
    await model.respond(
      requestWith({ instructions: "Be brief.", tools: [tool], settings: { seed: 1 } }),
      listenerTo([]),
    );
    expect(model.requests).toEqual([
      {
        messages: [{ role: "user", content: "Hi" }],
        instructions: "Be brief.",
        tools: [tool],
        toolNames: ["search"],
        settings: { seed: 1 },
      },
    ]);
    expect(model.callCount).toBe(1);
  });

  it("records nothing when told so", async () => {
    const model = new ScriptedModel(["yes"], { record: false });
    await model.respond(requestWith(), listenerTo([]));
    expect(model.requests).toEqual([]);
  });

  it("complains of a call that it does not foresee, also afterwards", async () => {
    const model = new ScriptedModel(["only"]);
    await model.respond(requestWith(), listenerTo([]));
    const second = model.respond(requestWith(), listenerTo([]));
    await expect(second).rejects.toThrow(/call number 2, but its script has 1 steps/);
    const error = await second.catch((thrown: unknown) => thrown);
    expect(isDefinableError(error) && !error.retryable).toBe(true);
    expect(() => model.assertDone()).toThrow(ScriptError);
    expect(() => model.assertDone()).toThrow(/asked 2 times, 1 of them not in its script/);
  });

  it("complains when a function has no step for a call", async () => {
    const model = new ScriptedModel(() => undefined);
    await expect(model.respond(requestWith(), listenerTo([]))).rejects.toMatchObject({ reason: "unexpectedCall" });
  });

  it("complains of steps that were not used", async () => {
    const model = new ScriptedModel(["one", calls(call("search")), fails("MODEL_QUOTA"), hangs()]);
    await model.respond(requestWith(), listenerTo([]));
    expect(() => model.assertDone()).toThrow(/step 2 calls search; step 3 fails with MODEL_QUOTA; step 4 hangs/);
  });

  it("asserts at the end of a `using` block", () => {
    const block = (): void => {
      using model = new ScriptedModel(["never said"]);
      expect(model.callCount).toBe(0);
    };
    expect(block).toThrow(/step 1 says "never said"/);
  });

  it.each<[string, ScriptStep]>([
    ["chunkSize 0", { text: "a", chunkSize: 0 }],
    ["chunkSize undefined", { text: "a", chunkSize: [] }],
    ["afterDeltas -1", { afterDeltas: -1, hang: true }],
  ])("refuses a step with %s at once", (words, step) => {
    expect(() => new ScriptedModel([step])).toThrow(words);
  });
});
