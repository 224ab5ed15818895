import { textReader } from "../readers/text-reader.ts";
import type { Run } from "../run/run.ts";
import { queryOf } from "./query-of.ts";
import { recallFiles } from "./recall-files.ts";
import { recallKnowledge } from "./recall-knowledge.ts";
import { recallMemory } from "./recall-memory.ts";
import { ResultCompression } from "./result-compression.ts";
import { ShortConversation } from "./short-conversation.ts";
import { summariseSession } from "./summarise-session.ts";
import { updateMemory } from "./update-memory.ts";

/**
 * The phase `recall`: files, then knowledge, then memory. A continuation has its files in its history, and in the process that
 * paused it has the rest too.
 */
export async function recall(run: Run): Promise<void> {
  const { config, extras, request } = run;
  const { layers } = config;
  if (layers === undefined || extras === undefined) return;
  const { readers, knowledge, memory, history, compression, summary } = layers;
  const { blocks } = extras;
  if ((history ?? summary) !== undefined) extras.conversation = new ShortConversation(layers, blocks);
  if (compression !== undefined) {
    const results = new ResultCompression(run, compression);
    extras.beforeTurn = () => results.beforeTurn();
  }
  const query = queryOf(request.input);
  if (readers !== undefined && run.extras?.earlier === undefined) {
    await recallFiles(run, readers === true ? [textReader()] : readers);
  }
  if (knowledge !== undefined && !isBlocked(run)) blocks.knowledge ??= await recallKnowledge(run, knowledge, query);
  if (memory !== undefined && !isBlocked(run)) blocks.memory ??= await recallMemory(run, memory, query);
}

/** Guardrails judge what is read. */
const isBlocked = ({ ending }: Run): boolean => ending?.status === "BLOCKED";

/** The phase `store`: memory, then the session's summary. */
export async function store(run: Run): Promise<void> {
  const { memory, summary } = run.config.layers ?? {};
  if (memory !== undefined) await updateMemory(run, memory);
  if (summary !== undefined) await summariseSession(run, summary);
}
