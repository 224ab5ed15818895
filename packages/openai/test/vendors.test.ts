import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { modelConformance, openAIVendor } from "@definable/testing";
import { OpenAIChat, createModel } from "../src/index.ts";
import { vendorNames } from "../src/vendors/vendors.ts";
import { ask, failureOf } from "./ask.ts";
import { failure, fakeOpenAI, reply } from "./vendor.ts";

const ID = "llama-3.3-70b-versatile";

beforeEach(() => {
  for (const name of ["OPENAI_API_KEY", "OPENAI_BASE_URL", "GROQ_API_KEY"]) vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const groq = openAIVendor("Groq", (connection) => new OpenAIChat({ id: ID, provider: "groq", ...connection }), {
  // This model takes text only.
  lacks: ["images", "files"],
});
for (const { name, run } of modelConformance(groq)) test(name, run);

test.each(vendorNames())("%s is at its own https address, and asks for its own key", async (name) => {
  vi.stubEnv("OPENAI_API_KEY", "sk-of-somebody-else");
  vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1");

  const error = await failureOf(createModel("some-model", name));

  expect(error).toMatchObject({ code: "MODEL_KEY_MISSING" });
  expect(error.message).toContain(`${name.toUpperCase()}_API_KEY`);
});

test("given a name, a limit and instructions, when Groq is asked, then it gets none of what it answers with 400", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok", usageIn: "finish-chunk" })] });
  const model = new OpenAIChat({ id: ID, provider: "groq", baseURL: server.baseURL });

  const { reply: answer } = await ask(model, {
    messages: [{ role: "user", content: "Hi", name: "Ada" }],
    instructions: "Be brief.",
    settings: { maxOutputTokens: 10 },
  });

  expect(server.requests[0]?.body).toMatchObject({
    max_completion_tokens: 10,
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Hi" },
    ],
  });
  expect(JSON.stringify(server.requests[0]?.body)).not.toContain("Ada");
  expect(answer.usage?.totalTokens).toBeGreaterThan(0);
});

test("Groq's models that think are told how much", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  const model = new OpenAIChat({ id: "openai/gpt-oss-20b", provider: "groq", baseURL: server.baseURL });

  await ask(model, { settings: { reasoning: "medium" } });

  expect(server.requests[0]?.body).toMatchObject({ reasoning_effort: "medium" });
});

test("a picture goes to the models that look, and is refused for the others", () => {
  expect(createModel(ID, "groq").accepts).toEqual(["text"]);
  expect(createModel("meta-llama/llama-4-scout-17b-16e-instruct", "groq").accepts).toEqual(["text", "image"]);
});

test("a model has its vendor's price, and none behind another server", () => {
  const id = "openai/gpt-oss-120b";
  expect(createModel(id, "groq").price).toMatchObject({ input: 0.15, output: 0.6, cacheRead: 0.075 });
  expect(new OpenAIChat({ id, provider: "groq", baseURL: "http://localhost:1/v1" }).price).toBeUndefined();
  expect(createModel("gpt-4o", "groq").price).toBeUndefined();
});

test("a key that the vendor refuses is said with the vendor's variable", async () => {
  await using server = await fakeOpenAI({ script: [failure({ status: 401 })] });
  const model = new OpenAIChat({ id: ID, provider: "groq", baseURL: server.baseURL, apiKey: "gsk-wrong" });

  const error = await failureOf(model);

  expect(error.code).toBe("MODEL_AUTHENTICATION");
  expect(error.message).toContain("of groq");
  expect(error.message).not.toContain("OPENAI_API_KEY");
});
