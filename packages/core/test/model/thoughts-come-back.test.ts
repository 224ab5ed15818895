import { anthropicReply, fakeAnthropic, fakeOpenAI, openAIReply } from "@definable/testing";
import { afterEach, expect, test, vi } from "vitest";
import { Agent, MemoryStore } from "../../src/index.ts";
import { clock } from "../support/clock-tool.ts";

afterEach(() => void vi.unstubAllEnvs());

const SEALED = expect.objectContaining({ type: "reasoning", encrypted_content: expect.any(String) });

/** The input of one request. */
const inputOf = (request: { readonly body: unknown } | undefined): unknown => Object(request?.body).input;

test("a model's thoughts come back to it in the round of tools and in the next run, and to no other vendor", async () => {
  const asks = { type: "function_call", name: "clock", arguments: { city: "Rome" } } as const;
  await using openai = await fakeOpenAI({
    script: [
      openAIReply({ output: [{ type: "reasoning" }, asks] }),
      openAIReply({
        output: [
          { type: "reasoning", summary: ["Good."] },
          { type: "message", text: "Noon in Rome." },
        ],
      }),
      openAIReply({ text: "I said noon." }),
    ],
  });
  await using anthropic = await fakeAnthropic({ script: [anthropicReply({ text: "Noon, he said." })] });
  vi.stubEnv("OPENAI_BASE_URL", openai.baseURL);
  vi.stubEnv("ANTHROPIC_BASE_URL", anthropic.baseURL);
  const store = new MemoryStore();
  const tools = [clock];
  const gpt = new Agent({ model: "openai-responses/gpt-5", tools, store, modelSettings: { reasoning: "low" } });
  const claude = new Agent({ model: "anthropic/claude-opus-5-5", tools, store });
  const sessionId = "both";

  const first = await gpt.run("The time in Rome?", { sessionId });
  await claude.run("What did he say?", { sessionId });
  await gpt.run("Sure?", { sessionId, modelSettings: { reasoning: "high" } });

  expect(first.reasoningContent).toBe("Good.");
  const [, second, third] = openai.requests;
  expect(inputOf(second)).toContainEqual(SEALED);
  expect((inputOf(third) as readonly unknown[]).filter((item) => SEALED.asymmetricMatch(item))).toHaveLength(2);
  expect(third?.body).toMatchObject({ store: false, reasoning: { effort: "high", summary: "auto" } });
  expect(JSON.stringify(anthropic.requests[0]?.body)).not.toContain("gAAAA");
  openai.assertDone();
  anthropic.assertDone();
});

test("a model that cannot be told how much to think says so before it is asked", async () => {
  await using openai = await fakeOpenAI();
  vi.stubEnv("OPENAI_BASE_URL", openai.baseURL);
  const agent = new Agent({ model: "openai/gpt-4o", modelSettings: { reasoning: "high" } });

  await expect(agent.run("Hi")).rejects.toMatchObject({
    code: "INVALID_CONFIG",
    message: expect.stringContaining('"gpt-4o" cannot be told how much to think'),
  });

  expect(openai.requests).toEqual([]);
});
