import type { ProviderModule } from "@definable/spec";
import { ScriptedModel } from "@definable/testing";
import { afterEach, expect, test } from "vitest";
import { Agent, registerProvider } from "../../src/index.ts";
import { resolveModel } from "../../src/model/resolve-model.ts";

const undo: (() => void)[] = [];
afterEach(() => {
  for (const remove of undo.splice(0)) remove();
});

/** Registers a provider whose models say their own id. */
function register(name: string): void {
  const module: ProviderModule = {
    contract: 1,
    createModel: (id) => new ScriptedModel(() => `I am ${id}`, { id, provider: name }),
  };
  undo.push(registerProvider(name, () => module));
}

test.each([
  ["openai/gpt-4o", "openai", "gpt-4o"],
  ["OpenAI/GPT-4o", "openai", "GPT-4o"],
  ["openai:gpt-4o", "openai", "gpt-4o"],
  ["OPENAI:gpt-4o", "openai", "gpt-4o"],
  ["gpt-4o", "openai", "gpt-4o"],
  ["llama3:8b", "openai", "llama3:8b"],
  ["ft:gpt-4o:acme", "openai", "ft:gpt-4o:acme"],
  ["openai/org/model", "openai", "org/model"],
  ["openai/ft:gpt-4o:acme", "openai", "ft:gpt-4o:acme"],
  ["anthropic/claude-opus-5-5", "anthropic", "claude-opus-5-5"],
  ["anthropic:claude-opus-5-5", "anthropic", "claude-opus-5-5"],
])('"%s" is the provider %s and the id %s', (text, provider, id) => {
  expect(resolveModel(text)).toMatchObject({ provider, id });
});

test("a colon counts once its provider is registered, and a slash goes before it", () => {
  expect(resolveModel("acme:small")).toMatchObject({ provider: "openai", id: "acme:small" });
  register("acme");

  expect(resolveModel("acme:small")).toMatchObject({ provider: "acme", id: "small" });
  expect(resolveModel("ACME/small:v2")).toMatchObject({ provider: "acme", id: "small:v2" });
});

test.each(["", "openai/", "/gpt-4o", "openai:", "/", " ", "openai/ "])(
  '"%s" has an empty part and is refused',
  (text) => {
    const make = (): Agent => new Agent({ model: text });

    expect(make).toThrow(
      expect.objectContaining({ code: "UNKNOWN_MODEL", message: expect.stringContaining(`"${text}"`) }),
    );
  },
);

test("an unknown provider is refused at construction with those that are known", () => {
  register("acme");
  const make = (): Agent => new Agent({ model: "nobody/gpt-4o" });

  expect(make).toThrow(
    expect.objectContaining({
      code: "UNKNOWN_MODEL",
      message: expect.stringMatching(/no provider "nobody" \(known: openai, [^;]*acme; others: registerProvider/),
    }),
  );
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["a number", 5],
  ["an object without respond", { id: "m", provider: "p" }],
])("%s is no model", (_title, model) => {
  // What a caller without types may pass.
  const make = (): Agent => new Agent({ model: model as string });

  expect(make).toThrow(expect.objectContaining({ code: "UNKNOWN_MODEL", message: expect.stringContaining("respond") }));
});

test("a model string loads its provider at the first run, once", async () => {
  let loads = 0;
  const createModel = (id: string): ScriptedModel => new ScriptedModel(() => "Hello", { id, provider: "acme" });
  undo.push(registerProvider("acme", async () => (loads++, { contract: 1, createModel })));
  const agent = new Agent({ model: "acme/small" });
  expect(loads).toBe(0);

  await Promise.all([agent.run("Hi"), agent.run("Hi")]);
  const output = await agent.run("Hi");

  expect(loads).toBe(1);
  expect(output).toMatchObject({ content: "Hello", model: "small", modelProvider: "acme" });
});

test("a loader that failed is asked again by the next run", async () => {
  let loads = 0;
  const createModel = (): ScriptedModel => new ScriptedModel(() => "Hello");
  undo.push(
    registerProvider("acme", async () => {
      loads += 1;
      if (loads === 1) throw new Error("no network");
      return { contract: 1, createModel };
    }),
  );
  const agent = new Agent({ model: "acme/small" });
  const failed = await agent.runStream("Hi").output;

  const output = await agent.run("Hi");

  expect(failed).toMatchObject({ status: "ERROR", errorCode: "INTERNAL" });
  expect(output.content).toBe("Hello");
});

test("a model object is used as it is", async () => {
  const model = new ScriptedModel(["Hello"], { id: "mine", provider: "me" });

  const output = await new Agent({ model }).run("Hi");

  expect(output).toMatchObject({ model: "mine", modelProvider: "me" });
});
