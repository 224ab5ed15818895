import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Agent, AgentRunError } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";

beforeEach(() => {
  for (const vendor of ["OPENAI", "ANTHROPIC"]) {
    vi.stubEnv(`${vendor}_API_KEY`, undefined);
    vi.stubEnv(`${vendor}_BASE_URL`, undefined);
  }
});
afterEach(() => void vi.unstubAllEnvs());

test.each([
  ["openai/gpt-4o", "OPENAI_API_KEY"],
  ["anthropic/claude-opus-5-5", "ANTHROPIC_API_KEY"],
  ["groq/llama-3.3-70b-versatile", "GROQ_API_KEY"],
])("%s without its key fails the run with MODEL_KEY_MISSING, which says to set %s", async (model, variable) => {
  const agent = new Agent({ model });

  const error = await rejection(agent.run("Hi"));

  expect(error).toBeInstanceOf(AgentRunError);
  expect(error).toMatchObject({ code: "MODEL_KEY_MISSING", message: expect.stringContaining(variable) });
  expect((error as AgentRunError).output.events.at(-1)).toMatchObject({
    event: "RunError",
    errorCode: "MODEL_KEY_MISSING",
  });
});

test("it is not tried again, and the key that is set later counts", async () => {
  const agent = new Agent({ model: "openai/gpt-4o", timeouts: { firstChunkMs: 200 }, maxRetries: 0 });
  const { events } = await agent.runStream("Hi").output;
  expect(events.find((event) => event.event === "ModelCallCompleted")).toMatchObject({ attempts: 1 });
  vi.stubEnv("OPENAI_API_KEY", "sk-test");
  vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1");

  const later = await agent.runStream("Hi").output;

  expect(later.errorCode).not.toBe("MODEL_KEY_MISSING");
});
