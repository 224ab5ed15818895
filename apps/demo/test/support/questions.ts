import { readFile } from "node:fs/promises";
import type { JsonObject } from "@definable/spec";

/** A question of `questions.json`: the calls that it leads to, in order, and parts of the answer. */
export interface Question {
  readonly question: string;
  readonly calls: readonly { readonly tool: string; readonly arguments: JsonObject }[];
  readonly answer: readonly string[];
}

const file: unknown = JSON.parse(await readFile(new URL("../../questions.json", import.meta.url), "utf8"));

/** The thirty questions. A test checks that they have this shape. */
export const QUESTIONS = file as readonly Question[];
