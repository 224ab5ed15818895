import { expect, test } from "vitest";
import type { Model, ProviderModule } from "@definable/spec";
import * as openai from "../src/index.ts";

test("the package is a provider module, and holds nothing else than it says", () => {
  const provider: ProviderModule = openai;
  expect(provider.contract).toBe(1);
  expect(Object.keys(openai).toSorted()).toEqual(["OpenAIChat", "OpenAIResponses", "contract", "createModel"]);
});

test("a model string's id becomes the same object as the class makes", () => {
  const model: Model = openai.createModel("gpt-4o-mini");
  expect(model).toBeInstanceOf(openai.OpenAIChat);
  expect(model).toMatchObject({ id: "gpt-4o-mini", provider: "openai" });
  expect(model.price).toEqual(new openai.OpenAIChat({ id: "gpt-4o-mini" }).price);
});

test("the name of the provider chooses the API; the vendor is the same", () => {
  const model = openai.createModel("gpt-5", "openai-responses");
  expect(model).toBeInstanceOf(openai.OpenAIResponses);
  expect(model).toMatchObject({ id: "gpt-5", provider: "openai" });
});

test("the default model is gpt-4o, of the Responses API gpt-5", () => {
  expect(new openai.OpenAIChat().id).toBe("gpt-4o");
  expect(new openai.OpenAIResponses().id).toBe("gpt-5");
});
