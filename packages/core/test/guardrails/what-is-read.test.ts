import type { Memory } from "@definable/spec";
import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { MemoryStore, tool } from "../../src/index.ts";
import { allow, inputGuardrail, modify } from "../../src/guardrails.ts";
import { textOf } from "../../src/layers/query-of.ts";
import { KeywordKnowledge } from "../layers/keyword-knowledge.ts";
import { NotesMemory } from "../layers/notes-memory.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";
import { CANARY, expectNoWork, noCanaryIn, tracesOf } from "./canary.ts";

const hide = inputGuardrail("hide", (text) =>
  text.includes(CANARY) ? modify(text.replaceAll(CANARY, "***"), "Hidden.") : allow(),
);

const fileOf = (text: string) => ({ content: btoa(text), mimeType: "text/plain", filename: "notes.txt" });

/** A memory that knows one thing and learns nothing. */
function remembering(text: string): Memory {
  return {
    recall: () => Promise.resolve({ text, tokensUsed: 1, chunksIncluded: 1, chunksAvailable: 1 }),
    update: () => Promise.resolve(),
  };
}

test("a file whose text is blocked blocks the run: no model hears it, and it is nowhere", async () => {
  const store = new MemoryStore();
  const options = { readers: true, guardrails: [noCanaryIn], thinking: true, debug: true, store } as const;
  const { agent, model, log } = scripted(["Never."], options);

  const output = await agent.run("Look", { files: [fileOf(`so ${CANARY} then`)], sessionId: "s" });

  expect(output).toMatchObject({ status: "BLOCKED", content: "Not allowed." });
  expect(model.callCount).toBe(0);
  expectNoWork(output);
  const traces = await tracesOf(output, { log, store });
  expect(traces).not.toContain(CANARY);
  expect(traces).not.toContain(btoa(`so ${CANARY} then`));
  expect(store.sessions.read({ sessionId: "s" })).toMatchObject({ messages: [] });
});

test("a file whose text is changed goes to the model as changed, and only so", async () => {
  const store = new MemoryStore();
  const { agent, model } = scripted(["Fine."], { readers: true, guardrails: [hide], store });

  const output = await agent.run("Look", { files: [fileOf(`so ${CANARY} then`)], sessionId: "s" });

  expect(textOf(model.requests[0]?.messages[0] ?? { role: "user", content: "" })).toMatch(/so \*\*\* then[^]*Look$/);
  const traces = await tracesOf(output, { store });
  expect(traces).not.toContain(CANARY);
  expect(traces).not.toContain(btoa(`so ${CANARY} then`));
});

test("nobody gets the file itself whose text was changed: neither memory nor a tool", async () => {
  const memory = new NotesMemory();
  const seen: unknown[] = [];
  const look = tool({
    name: "look",
    description: "Looks at what was attached.",
    inputSchema: z.object({}),
    execute: (_input, { files }) => {
      seen.push(...files);
      return "Seen.";
    },
  });
  const options = { readers: true, guardrails: [hide], memory, tools: [look] } as const;
  const { agent } = scripted([calls(call("look", {})), "Fine."], options);

  await agent.run("Look", { files: [fileOf(`so ${CANARY} then`)] });

  expect(seen).toEqual([]);
  expect(JSON.stringify(memory.updates)).toContain("so *** then");
  expect(JSON.stringify(memory.updates)).not.toContain(btoa(`so ${CANARY} then`));
});

test.each(["knowledge", "memory"] as const)(
  "what %s gives to a continuation is left out when it is blocked: what a person decided is carried out",
  async (layer) => {
    const text = `Tea, so ${CANARY} then`;
    const options =
      layer === "memory"
        ? { memory: remembering(text) }
        : { knowledge: new KeywordKnowledge({ a: text, b: "Tea is green." }) };
    const pad = notebook();
    const script = [calls(call("write", { text: "a" }))];
    const paused = await scripted(script, { tools: [pad.write] }).agent.run("Tea?");
    paused.requirements[0]?.confirm();
    const elsewhere = scripted(["Fine."], { ...options, tools: [pad.write], guardrails: [noCanaryIn] });

    const output = await elsewhere.agent.continueRun(JSON.stringify(paused));

    expect(output.status).toBe("COMPLETED");
    expect(pad.notes).toEqual(["a"]);
    expect(JSON.stringify(elsewhere.model.requests)).not.toContain(CANARY);
    // The other document stays.
    const { instructions = "" } = elsewhere.model.requests[0] ?? {};
    expect(instructions.includes("Tea is green.")).toBe(layer === "knowledge");
  },
);

test.each(["knowledge", "memory"] as const)(
  "what %s gives is judged, and left out when it is blocked",
  async (layer) => {
    const text = `Tea, so ${CANARY} then`;
    const options =
      layer === "memory" ? { memory: remembering(text) } : { knowledge: new KeywordKnowledge({ a: text }) };
    const blocked = scripted(["Fine."], { ...options, guardrails: [noCanaryIn] });
    const changed = scripted(["Fine."], { ...options, guardrails: [hide] });

    const without = await blocked.agent.run("Tea?");
    const fine = await changed.agent.run("Tea?");

    expect(without.status).toBe("COMPLETED");
    expect(JSON.stringify([blocked.model.requests, without.events])).not.toContain(CANARY);
    expect(fine.status).toBe("COMPLETED");
    expect(changed.model.requests[0]?.instructions).toContain("Tea, so *** then");
  },
);
