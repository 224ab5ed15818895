import type { Memory, Recollection } from "@definable/spec";
import type { Run } from "../run/run.ts";
import { askLayer } from "./ask-layer.ts";
import { cut, fence } from "./fence.ts";

/** The most characters of memory that go into the prompt; the rest is cut, with a mark. */
const MEMORY_LENGTH = 20_000;

const NOTHING: Recollection = { text: "", tokensUsed: 0, chunksIncluded: 0, chunksAvailable: 0 };

/** Reads what memory has to say to the query. */
export async function recallMemory(run: Run, memory: Memory, query: string): Promise<string> {
  const step = { stepId: "memory-recall", query };
  run.emit({ event: "MemoryRecallStarted", ...step });
  const answer = await askLayer(run, "memory", async (scope) => checked(await memory.recall(query, scope)));
  const { text, tokensUsed, chunksIncluded, chunksAvailable } = answer.value ?? NOTHING;
  const { error, durationMs, at } = answer;
  const counts = { tokensUsed, chunksIncluded, chunksAvailable, durationMs };
  run.emit({ event: "MemoryRecallCompleted", ...step, ...counts, ...(error === undefined ? {} : { error }) }, at);
  run.scope.throwIfCancelled();
  if (text.trim() === "") return "";
  const shown = cut(text, MEMORY_LENGTH);
  const passed = run.extras?.guards === undefined ? shown : await run.extras.guards.judgeLookedUp(shown);
  return passed === undefined ? "" : fence("memory", {}, passed);
}

/** A memory without types may give anything. */
function checked(given: Recollection): Recollection {
  if (typeof given?.text === "string") return { ...NOTHING, ...given };
  throw new TypeError("The memory gave no text.");
}
