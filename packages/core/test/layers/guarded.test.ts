import type { GuardrailVerdict } from "@definable/spec";
import { expect, test } from "vitest";
import { allow, block, inputGuardrail, modify, outputGuardrail } from "../../src/guardrails.ts";
import { textOf } from "../../src/layers/query-of.ts";
import { scripted } from "../support/scripted.ts";
import { KeywordKnowledge } from "./keyword-knowledge.ts";
import { NotesMemory } from "./notes-memory.ts";

const secret = /sk-\d+/;

test("what a guardrail blocks reaches no layer", async () => {
  const memory = new NotesMemory();
  const knowledge = new KeywordKnowledge({ a: "Something about keys" });
  const guardrails = [inputGuardrail("no-keys", (text) => (secret.test(text) ? block("No keys.") : allow()))];
  const { agent } = scripted(["Never."], { memory, knowledge, guardrails });

  const { status, events } = await agent.run("My keys: sk-123");

  expect(status).toBe("BLOCKED");
  expect(knowledge.queries).toEqual([]);
  expect(memory.updates).toEqual([]);
  expect(JSON.stringify(events)).not.toContain("sk-123");
});

test("what guardrails change is what layers are asked with and remember", async () => {
  const memory = new NotesMemory();
  const knowledge = new KeywordKnowledge({ a: "Something about keys" });
  const hide = (text: string): GuardrailVerdict => modify(text.replace(secret, "[key]"));
  const guardrails = [inputGuardrail("hide", hide), outputGuardrail("hide-too", hide)];
  const { agent } = scripted(["You said sk-123."], { memory, knowledge, guardrails });

  const { events } = await agent.run("My keys: sk-123");

  expect(knowledge.queries).toEqual(["My keys: [key]"]);
  expect(memory.updates[0]?.map(textOf)).toEqual(["My keys: [key]", "You said [key]."]);
  expect(JSON.stringify(events)).not.toContain("sk-123");
});

test("files are read beside a guardrail, and the output adds up", async () => {
  const guardrails = [inputGuardrail("pass", () => allow())];
  const files = [{ content: btoa("a,b"), mimeType: "text/csv", filename: "a.csv" }];
  const { agent, model } = scripted(["Fine."], { readers: true, guardrails });

  await agent.run("Look", { files });

  expect(textOf(model.requests[0]?.messages[0] ?? { role: "user", content: "" })).toMatch(/a,b[^]*Look$/);
});
