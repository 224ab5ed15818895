import { Agent } from "@definable/core";
import type { Model, Store } from "@definable/spec";
import { calculate } from "./tools/calculate.ts";
import { currentTime } from "./tools/current-time.ts";
import { listFiles } from "./tools/list-files.ts";
import { readFile } from "./tools/read-file.ts";
import { searchFiles } from "./tools/search-files.ts";
import { writeNote } from "./tools/write-note.ts";

/** What the demo's agent works with. */
export interface DemoAgentOptions {
  readonly model: Model | string;
  /** The folder whose files can be listed, read and searched. */
  readonly folder: string;
  /** The folder that notes are written to; made when needed. */
  readonly notesFolder: string;
  /** The clock of the time tool. Default: the machine's. */
  readonly now?: (() => Date) | undefined;
  /** Default: in memory. */
  readonly store?: Store | undefined;
}

const INSTRUCTIONS = `You are the assistant of the definable demo. Be brief and plain; write no Markdown.
Never calculate or guess the time yourself: use the tools, several at once when they do not depend on each other.
The documents are those of the definable project. When a call is not approved, accept it and say so.`;

/** The agent of the demo: exact arithmetic, clocks, documents, and notes that a person approves. */
export function demoAgent({ model, folder, notesFolder, now, store }: DemoAgentOptions): Agent {
  return new Agent({
    name: "Demo",
    model,
    instructions: INSTRUCTIONS,
    tools: [
      calculate,
      currentTime(now),
      listFiles(folder),
      readFile(folder),
      searchFiles(folder),
      writeNote(notesFolder),
    ],
    store,
  });
}
