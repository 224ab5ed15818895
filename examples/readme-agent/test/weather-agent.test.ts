import { fakeOpenAI, openAIReply } from "@definable/testing";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

test("the agent of the README asks the model, calls its tool and prints the answer", async () => {
  const toolCalls = [{ name: "get_weather", arguments: { city: "Paris" } }];
  await using server = await fakeOpenAI({
    script: [openAIReply({ toolCalls }), openAIReply({ text: ["It is 18 degrees ", "and clear."] })],
  });
  vi.stubEnv("OPENAI_BASE_URL", server.baseURL);
  vi.stubEnv("OPENAI_API_KEY", "any");
  const lines: unknown[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines.push(line));
  await import("../src/weather-agent.ts").finally(() => log.mockRestore());

  expect(lines).toEqual(["It is 18 degrees and clear."]);
  expect(server.requests[1]?.messages.at(-1)).toMatchObject({ role: "tool", content: "18 degrees and clear in Paris" });
  server.assertDone();
});
