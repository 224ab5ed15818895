import { expect, test } from "vitest";
import { textOf } from "../../src/layers/query-of.ts";
import { scripted } from "../support/scripted.ts";
import { NotesMemory } from "./notes-memory.ts";

const files = [{ content: btoa("a,b"), mimeType: "text/csv", filename: "a.csv" }];

test("what is said while memory and files are read stands after the input, once", async () => {
  const memory = new NotesMemory();
  const { agent, model } = scripted(["Fine."], { memory, readers: true });
  const stream = agent.runStream("First", { files, messages: [{ role: "user", content: "Before" }] });
  void stream.steer("Second");

  const output = await stream.output;

  const asked = model.requests[0]?.messages.map(textOf) ?? [];
  expect(asked.at(-1)).toBe("Second");
  expect(asked).toHaveLength(3);
  expect(output.messages.map(textOf)).toEqual([...asked, "Fine."]);
  expect(output.historyLength).toBe(1);
  expect(memory.updates[0]?.map(textOf)).toEqual(["First", "Second", "Fine."]);
});
