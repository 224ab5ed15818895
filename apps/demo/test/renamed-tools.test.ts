import { randomBytes } from "node:crypto";
import { readFile as readSource, readdir } from "node:fs/promises";
import { toJsonSchema } from "@definable/tools";
import type { JsonSchema, ToolDefinition } from "@definable/spec";
import { expect, test } from "vitest";
import { calculate } from "../src/tools/calculate.ts";
import { currentTime } from "../src/tools/current-time.ts";
import { listFiles } from "../src/tools/list-files.ts";
import { readFile } from "../src/tools/read-file.ts";
import { searchFiles } from "../src/tools/search-files.ts";
import { writeNote } from "../src/tools/write-note.ts";
import { callsFor } from "./support/model-request.ts";
import { QUESTIONS } from "./support/questions.ts";

const TOOLS = [calculate, currentTime(), listFiles("."), readFile("."), searchFiles("."), writeNote(".")].map(
  ({ name, description, inputSchema }): ToolDefinition => ({
    name,
    description,
    parameters: toJsonSchema(inputSchema, name),
  }),
);

/** What somebody else might have written for the same tools and their arguments. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  calculate: [
    "Computes the exact result of a calculation: addition, subtraction, multiplication, division, powers, percentages.",
    "The calculation to do, as the person wrote it.",
  ],
  current_time: [
    "Gives the current time and date in some city, country or zone.",
    "City, country or time zone; without it, the server's own.",
  ],
  list_files: ["Shows the list of the documents' file names.", "A subfolder. Without it: everything."],
  read_file: [
    "Opens a single document and returns its contents.",
    "Path of the document inside the folder.",
    "Line to start at.",
  ],
  search_files: [
    "Looks through all documents for words and returns the lines where they are mentioned.",
    "What to look for.",
  ],
  write_note: [
    "Saves a short note or reminder to a file, after approval.",
    "Heading of the note.",
    "Content of the note.",
  ],
};

/** Random names, in random order. `original` leads back. */
function renamed(tools: readonly ToolDefinition[]): {
  readonly tools: readonly ToolDefinition[];
  readonly original: ReadonlyMap<string, string>;
} {
  const pairs = tools.map((tool) => ({
    tool: { ...tool, name: `t_${randomBytes(4).toString("hex")}` },
    original: tool.name,
  }));
  const shuffled = pairs
    .map((pair) => ({ pair, place: randomBytes(4).readUInt32LE() }))
    .toSorted((a, b) => a.place - b.place);
  return {
    tools: shuffled.map(({ pair }) => pair.tool),
    original: new Map(pairs.map(({ tool, original }) => [tool.name, original])),
  };
}

function reworded(tool: ToolDefinition): ToolDefinition {
  const [description = "", ...ofArguments] = OTHER_WORDS[tool.name] ?? [];
  // A schema made from an object schema has its arguments here.
  const properties = Object.entries(tool.parameters["properties"] as Record<string, JsonSchema>);
  const changed = properties.map(([name, schema], index) => [
    name,
    { ...schema, description: ofArguments[index] ?? "" },
  ]);
  return { ...tool, description, parameters: { ...tool.parameters, properties: Object.fromEntries(changed) } };
}

async function expectSameCalls(tools: readonly ToolDefinition[], question: (typeof QUESTIONS)[number]): Promise<void> {
  const { tools: given, original } = renamed(tools);
  const calls = await callsFor(question.question, given);
  expect(calls.map(([name, args]) => ({ tool: original.get(name), arguments: args }))).toEqual(question.calls);
}

test.for(QUESTIONS)("with random names and order: $question", (question) => expectSameCalls(TOOLS, question));

test.for(QUESTIONS)("with other descriptions, random names and order: $question", (question) =>
  expectSameCalls(TOOLS.map(reworded), question),
);

test("without the tool that a question needs, no other is called for it", async () => {
  for (const { question, calls } of QUESTIONS.filter((each) => each.calls.length === 1)) {
    const others = TOOLS.filter((tool) => tool.name !== calls[0]?.tool);
    expect([question, await callsFor(question, others)]).toEqual([question, []]);
  }
});

test("the offline model names no tool and holds no words of a question", async () => {
  const folder = new URL("../src/offline-model/", import.meta.url);
  const sources = await Promise.all((await readdir(folder)).map((name) => readSource(new URL(name, folder), "utf8")));
  const source = sources.join("\n").toLowerCase();

  for (const { name } of TOOLS) expect(source).not.toMatch(new RegExp(`\\b${name}\\b`));
  for (const { question } of QUESTIONS) {
    const words = question.toLowerCase().split(" ");
    for (let index = 0; index + 4 <= words.length; index++)
      expect(source).not.toContain(words.slice(index, index + 4).join(" "));
  }
});
