import type { ContentPart, FilePart, FileReader, UserMessage } from "@definable/spec";
import type { Run } from "../run/run.ts";
import { askLayer, wordsOf } from "./ask-layer.ts";
import { cut, fence } from "./fence.ts";

/** The most characters of one file that go to the model; the rest is cut, with a mark. */
const FILE_LENGTH = 100_000;
/** The same for all files of an input together. */
const FILES_LENGTH = 400_000;

/** A file that a reader knows, and what came of it. */
interface Reading {
  readonly part: FilePart;
  readonly reader: FileReader;
  /** How the model is shown it, once it was read. */
  shown?: { readonly name: string; readonly text: string };
  error?: string;
}

/** Puts the text of attached files into the input in place of the files. A file that cannot be read stays a file. */
export async function recallFiles(run: Run, readers: readonly FileReader[]): Promise<void> {
  const { input } = run.request;
  const readings = input.flatMap(({ content }) => (typeof content === "string" ? [] : known(content, readers)));
  if (readings.length === 0) return;
  const step = { stepId: "files", fileCount: readings.length };
  run.emit({ event: "FileReadStarted", ...step });
  const { error, durationMs, at } = await askLayer(run, "reading of the files", (scope) =>
    Promise.all(
      readings.map(async (reading) => {
        try {
          const { filename, text } = await reading.reader.read(reading.part, scope);
          if (typeof text !== "string") throw new TypeError("A reader gave no text.");
          reading.shown = { name: String(filename), text };
        } catch (failure) {
          reading.error = wordsOf(run, "reader", failure);
        }
      }),
    ),
  );
  const read = readings.filter(({ shown }) => shown !== undefined);
  const words = error ?? failuresOf(readings);
  run.emit(
    {
      event: "FileReadCompleted",
      ...step,
      filesRead: read.length,
      filesFailed: readings.length - read.length,
      durationMs,
      ...(words === undefined ? {} : { error: words }),
    },
    at,
  );
  run.scope.throwIfCancelled();
  shorten(read);
  const texts = read.map(({ shown }) => shown?.text);
  if (!(await pass(run, read)) || read.length === 0 || run.extras === undefined) return;
  run.extras.input = withTexts(input, read);
  // Whose text guardrails changed is given to nobody any more as it was.
  const isChanged = read.some(({ shown }, index) => shown?.text !== texts[index]);
  if (isChanged) run.request = { ...run.request, input: run.extras.input };
}

function shorten(read: readonly Reading[]): void {
  let left = FILES_LENGTH;
  for (const reading of read) {
    const { name = "", text = "" } = reading.shown ?? {};
    reading.shown = { name, text: cut(text, Math.min(FILE_LENGTH, left)) };
    left = Math.max(0, left - reading.shown.text.length);
  }
}

/** What a file says is input. False when guardrails blocked the run. */
async function pass({ extras }: Run, read: readonly Reading[]): Promise<boolean> {
  if (extras?.guards === undefined) return true;
  for (const reading of read) {
    const { name = "", text = "" } = reading.shown ?? {};
    const passed = await extras.guards.judgeFile(text);
    if (passed === undefined) return false;
    reading.shown = { name, text: passed };
  }
  return true;
}

function known(content: readonly ContentPart[], readers: readonly FileReader[]): readonly Reading[] {
  return content.flatMap((part) => {
    const reader = part.type === "file" ? readers.find((candidate) => knows(candidate, part)) : undefined;
    return part.type === "file" && reader !== undefined ? [{ part, reader }] : [];
  });
}

function knows(reader: FileReader, file: FilePart): boolean {
  try {
    return reader.canRead(file);
  } catch {
    return false;
  }
}

function failuresOf(readings: readonly Reading[]): string | undefined {
  const failed = readings.filter(({ error }) => error !== undefined);
  if (failed.length === 0) return undefined;
  return failed.map(({ part, error }) => `${part.filename ?? "A file without a name"}: ${error}`).join(" ");
}

/** The files stand where they were given: before the words of their message. */
function withTexts(input: readonly UserMessage[], read: readonly Reading[]): readonly UserMessage[] {
  return input.map((message) => {
    const { content } = message;
    if (typeof content === "string") return message;
    const files = content.flatMap((part) => read.find((reading) => reading.part === part) ?? []);
    if (files.length === 0) return message;
    const texts = files.map(({ part, shown }) =>
      fence("file", { name: shown?.name, type: part.mimeType ?? "text/plain" }, shown?.text ?? ""),
    );
    const gone = new Set<ContentPart>(files.map(({ part }) => part));
    const rest = content.filter((part) => !gone.has(part));
    return { ...message, content: before(`<file_contents>\n${texts.join("\n")}\n</file_contents>`, rest) };
  });
}

function before(block: string, parts: readonly ContentPart[]): string | readonly ContentPart[] {
  const at = parts.findIndex(({ type }) => type === "text");
  const words = parts[at];
  const text = words?.type === "text" ? `${block}\n\n${words.text}` : block;
  if (parts.length === 0 || (parts.length === 1 && at === 0)) return text;
  const said: ContentPart = { type: "text", text };
  return at < 0 ? [said, ...parts] : parts.with(at, said);
}
