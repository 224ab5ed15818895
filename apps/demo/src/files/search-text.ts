import { join } from "node:path";
import { readText } from "./read-text.ts";
import { walkFolder } from "./walk-folder.ts";

/** A line that holds what was searched for. `line` counts from 1. */
export interface Hit {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** What a search found: the first hits, and how many there were in all. */
export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly files: number;
}

const MAX_HITS = 20;
const MAX_LINE = 200;
const MAX_TOTAL_CHARACTERS = 20_000_000;

/** The lines below a real path that hold all the words, in any case and order. Reads at most 20 MB. */
export async function searchText(start: string, words: readonly string[], signal: AbortSignal): Promise<SearchResult> {
  const wanted = words.map((word) => word.toLowerCase());
  const hits: Hit[] = [];
  let [total, files, characters] = [0, 0, 0];
  for (const path of await walkFolder(start, signal)) {
    signal.throwIfAborted();
    const text = await readText(join(start, path)).catch(() => undefined);
    if (text === undefined) continue;
    characters += text.length;
    if (characters > MAX_TOTAL_CHARACTERS) break;
    const before = total;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const lower = line.toLowerCase();
      if (!wanted.every((word) => lower.includes(word))) continue;
      total++;
      if (hits.length < MAX_HITS) hits.push({ path, line: index + 1, text: clipped(line) });
    }
    if (total > before) files++;
  }
  return { hits, total, files };
}

function clipped(line: string): string {
  const text = line.trim();
  return text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}...` : text;
}
