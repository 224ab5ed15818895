import { Agent } from "@definable/core";
import { OpenAIChat } from "@definable/openai";
import { fakeOpenAI, openAIReply, ScriptedModel } from "@definable/testing";
import { expect, test, vi } from "vitest";

test("a model is given by its name", async () => {
  await using vendor = await fakeOpenAI({ script: [openAIReply({ text: "Paris." })] });
  vi.stubEnv("OPENAI_API_KEY", "sk-test");
  vi.stubEnv("OPENAI_BASE_URL", vendor.baseURL);
  try {
    const output = await new Agent({ model: "openai/gpt-4o" }).run("What is the capital of France?");

    expect(output).toMatchObject({ content: "Paris.", model: "gpt-4o", modelProvider: "openai" });
  } finally {
    vi.unstubAllEnvs();
  }
});

test("a model is given as an object", async () => {
  await using vendor = await fakeOpenAI({ script: [openAIReply({ text: "Paris." })] });
  const model = new OpenAIChat({ id: "gpt-4o", apiKey: "sk-test", baseURL: vendor.baseURL });

  const output = await new Agent({ model }).run("What is the capital of France?");

  expect(output.content).toBe("Paris.");
});

test("the model is told the instructions", async () => {
  const model = new ScriptedModel(["Hi."]);

  await new Agent({ model, instructions: "You are a helpful assistant." }).run("Hello");

  expect(model.requests[0]?.instructions).toBe("You are a helpful assistant.");
});
