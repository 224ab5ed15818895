import type { ProviderModule } from "@definable/spec";
import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, registerProvider } from "../../src/index.ts";
import { providerNames } from "../../src/model/providers.ts";
import { rejection } from "../support/rejection.ts";

const OURS = providerNames();

const saying = (text: string): ProviderModule => ({ contract: 1, createModel: () => new ScriptedModel(() => text) });

test("registerProvider makes its model strings work, and what it returns takes that back", async () => {
  const remove = registerProvider("Acme", () => saying("I am acme"));
  expect((await new Agent({ model: "acme/x" }).run("Hi")).content).toBe("I am acme");

  remove();

  expect(() => new Agent({ model: "acme/x" })).toThrow(expect.objectContaining({ code: "UNKNOWN_MODEL" }));
  expect(providerNames()).toEqual(OURS);
});

test("a known name may be taken over and given back", async () => {
  const remove = registerProvider("openai", () => saying("I stand in"));
  const agent = new Agent({ model: "gpt-4o" });

  expect((await agent.run("Hi")).content).toBe("I stand in");

  remove();
  expect(providerNames()).toEqual(OURS);
});

test("a remover takes back its own registration only, whatever came after", () => {
  const first = registerProvider("acme", () => saying("first"));
  const second = registerProvider("acme", () => saying("second"));

  first();
  expect(providerNames()).toContain("acme");
  second();

  expect(providerNames()).toEqual(OURS);
});

test.each(["", "a/b", "a:b", "a b", "/"])('"%s" cannot name a provider', (name) => {
  const register = (): unknown => registerProvider(name, () => saying(""));

  expect(register).toThrow(
    expect.objectContaining({ code: "INVALID_CONFIG", message: expect.stringContaining(`"${name}"`) }),
  );
});

test.each<[string, unknown, string]>([
  ["another contract", { ...saying(""), contract: 2 }, "speaks contract 2"],
  ["no contract", { createModel: () => undefined }, "speaks contract none"],
  ["no createModel", { contract: 1 }, "createModel"],
  ["nothing", undefined, "no module"],
])("a provider with %s fails the run with PACKAGE_BROKEN", async (_title, module, words) => {
  // What a package of another version may give.
  const remove = registerProvider("acme", () => module as ProviderModule);

  const error = await rejection(new Agent({ model: "acme/x" }).run("Hi"));
  remove();

  expect(error).toMatchObject({ code: "PACKAGE_BROKEN", message: expect.stringContaining(words) });
});
