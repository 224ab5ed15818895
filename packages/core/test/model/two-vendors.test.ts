import { anthropicReply, fakeAnthropic, fakeOpenAI, openAIReply } from "@definable/testing";
import { afterEach, expect, test, vi } from "vitest";
import { Agent, MemoryStore } from "../../src/index.ts";
import { clock } from "../support/clock-tool.ts";

afterEach(() => void vi.unstubAllEnvs());

test("a session goes from one vendor to the other and back, with its tools and its thinking", async () => {
  await using openai = await fakeOpenAI({
    script: [
      openAIReply({ reasoning: "I ask.", toolCalls: [{ id: "call.1", name: "clock", arguments: { city: "Rome" } }] }),
      openAIReply({ text: "Noon in Rome." }),
      openAIReply({ text: "I said noon." }),
    ],
  });
  await using anthropic = await fakeAnthropic({
    script: [
      anthropicReply({ thinking: "Once more.", toolCalls: [{ name: "clock", arguments: { city: "Oslo" } }] }),
      anthropicReply({ thinking: "Good.", text: "Noon in Oslo." }),
      anthropicReply({ text: "Noon, both." }),
    ],
  });
  vi.stubEnv("OPENAI_BASE_URL", openai.baseURL);
  vi.stubEnv("ANTHROPIC_BASE_URL", anthropic.baseURL);
  const store = new MemoryStore();
  const gpt = new Agent({ model: "openai/gpt-4o", tools: [clock], store });
  const claude = new Agent({ model: "anthropic/claude-opus-5-5", tools: [clock], store });
  const sessionId = "both";

  await gpt.run("The time in Rome?", { sessionId });
  await claude.run("And in Oslo?", { sessionId });
  await gpt.run("Sure?", { sessionId });
  const last = await claude.run("Both?", { sessionId });

  expect(last.content).toBe("Noon, both.");
  openai.assertDone();
  anthropic.assertDone();
});
