import { expect, test } from "vitest";
import type { Model, ProviderModule } from "@definable/spec";
import * as anthropic from "../src/index.ts";

test("the package is a provider module, and holds nothing else than it says", () => {
  const provider: ProviderModule = anthropic;
  expect(provider.contract).toBe(1);
  expect(Object.keys(anthropic).toSorted()).toEqual(["Claude", "contract", "createModel"]);
});

test("a model string's id becomes the same object as the class makes", () => {
  const model: Model = anthropic.createModel("claude-sonnet-5-5");
  expect(model).toBeInstanceOf(anthropic.Claude);
  expect(model).toMatchObject({ id: "claude-sonnet-5-5", provider: "anthropic" });
  expect(model.price).toEqual(new anthropic.Claude({ id: "claude-sonnet-5-5" }).price);
});

test("the default model is claude-opus-5-5", () => {
  expect(new anthropic.Claude().id).toBe("claude-opus-5-5");
});
