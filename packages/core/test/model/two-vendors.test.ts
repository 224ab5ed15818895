import { anthropicReply, fakeAnthropic, fakeOpenAI, openAIReply } from "@definable/testing";
import { afterEach, expect, test, vi } from "vitest";
import { OpenAIChat } from "@definable/openai";
import { Agent, MemoryStore } from "../../src/index.ts";
import { z } from "zod";
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

/** With rules that neither vendor holds an answer to, and an optional field, which one of them cannot hold. */
const Report = z.object({ city: z.string().min(1), degrees: z.number().max(60), wind: z.string().optional() });
const said = '{"city":"Rome","degrees":20}';

test("both vendors are held to a shape in the words of their own, and the answer is checked by the whole schema", async () => {
  await using openai = await fakeOpenAI({
    script: [
      openAIReply({ text: said }),
      openAIReply({ text: '{"city":"Rome","degrees":99}' }),
      openAIReply({ text: said }),
    ],
  });
  await using anthropic = await fakeAnthropic({ script: [anthropicReply({ text: said })] });
  vi.stubEnv("OPENAI_BASE_URL", openai.baseURL);
  vi.stubEnv("ANTHROPIC_BASE_URL", anthropic.baseURL);
  const gpt = new Agent({ model: new OpenAIChat({ id: "gpt-5", profile: { structuredOutput: true } }) });
  const claude = new Agent({ model: "anthropic/claude-opus-5-5" });

  const answers = [
    await gpt.run("Rome?", { outputSchema: Report.omit({ wind: true }) }),
    await gpt.run("Rome?", { outputSchema: Report }),
    await claude.run("Rome?", { outputSchema: Report }),
  ];

  for (const { parsed } of answers) expect(parsed).toEqual({ city: "Rome", degrees: 20 });
  const [strict, loose] = openai.requests.map(({ body }) => body);
  expect(strict).toMatchObject({
    response_format: { json_schema: { name: "answer", strict: true, schema: { additionalProperties: false } } },
  });
  expect(loose).toMatchObject({
    response_format: { json_schema: { strict: false, schema: { required: ["city", "degrees"] } } },
  });
  expect(anthropic.requests[0]?.body).toMatchObject({
    output_config: {
      format: { type: "json_schema", schema: { additionalProperties: false, required: ["city", "degrees"] } },
    },
  });
});
