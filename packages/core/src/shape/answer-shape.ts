import type { JsonValue, ModelReply, OutputFormat, StandardSchema, UserMessage } from "@definable/spec";
import { ModelError } from "@definable/spec";
import type { Ending } from "../run/ending.ts";
import type { Run } from "../run/run.ts";
import { checkValue } from "./check-value.ts";
import type { CheckedValue } from "./check-value.ts";
import { PartialJson } from "./partial-json.ts";
import { readJson } from "./read-json.ts";
import { repairMessage } from "./repair-message.ts";

/** An answer that fits: as the schema gives it, and as JSON can say it. */
export interface ShapedAnswer {
  readonly content: string;
  readonly value: unknown;
  readonly json: JsonValue;
}

/** The shape that the answer of a run must have: reads it while it comes, checks it, asks once more for one that does not fit. */
export class AnswerShape {
  /** What model calls are asked with; undefined when they are asked in words. */
  readonly outputFormat: OutputFormat | undefined;
  readonly #schema: StandardSchema;
  #partial = new PartialJson();
  #isRepair: boolean;
  #answer: ShapedAnswer | undefined;

  /** `isRepair`: the answer that comes is asked for once more already. */
  constructor(schema: StandardSchema, outputFormat: OutputFormat | undefined, isRepair: boolean) {
    this.#schema = schema;
    this.outputFormat = outputFormat;
    this.#isRepair = isRepair;
  }

  /** A model call begins. */
  begin(): void {
    this.#partial = new PartialJson();
  }

  /** The model says this much more. Returns the answer so far. */
  heard(content: string): JsonValue | undefined {
    return this.#partial.add(content);
  }

  /** What came of the run; undefined when it ended without an answer of that shape. */
  answer(ending: Ending): ShapedAnswer | undefined {
    if (ending.status !== "COMPLETED") return undefined;
    return ending.stopReason === "done" || ending.stopReason === "maxToolRounds" ? this.#answer : undefined;
  }

  /** Looks at the answer. One that does not fit is asked for once more: then `run.ending` is open again. Throws `OUTPUT_INVALID`. */
  async check(run: Run, reply: ModelReply): Promise<void> {
    const { content } = reply;
    const checked = await run.scope.race(this.#read(content));
    if (checked.ok) {
      this.#isRepair = false;
      this.#answer = { content, value: checked.value, json: checked.json };
      return;
    }
    const problem = reply.finishReason === "length" ? `it was cut off; ${checked.problem}` : checked.problem;
    if (this.#isRepair || reply.refusal !== undefined) throw invalid(run, reply, problem);
    this.#isRepair = true;
    await askAgain(run, problem);
  }

  async #read(content: string): Promise<CheckedValue & { readonly json: JsonValue }> {
    const read = readJson(content);
    if (!read.ok) return { ok: false, problem: read.problem, json: null };
    const checked = await checkValue(this.#schema, read.value);
    return { ...checked, json: checked.ok ? jsonOf(checked.value, read.value) : null };
  }
}

async function askAgain(run: Run, problem: string): Promise<void> {
  const messages: readonly UserMessage[] = [repairMessage(problem)];
  run.journal.add({ v: 1, eventSeq: run.seq, kind: "input.added", messages });
  run.emit({ event: "RunInputAdded", messages, via: "repair" });
  run.ending = undefined;
  const writing = run.journal.append();
  if (writing !== undefined) await run.scope.race(writing);
}

function invalid(run: Run, { refusal }: ModelReply, problem: string): ModelError {
  const model = run.model?.id ?? "";
  return new ModelError(
    "OUTPUT_INVALID",
    refusal === undefined
      ? `The answer of ${model} does not fit outputSchema, also at the second try: ${problem}. What it said is in error.output.`
      : `The model ${model} declined, so there is no answer that fits outputSchema. What it said is in error.output.`,
  );
}

/** What JSON can say of the value; where it can say nothing, what the model wrote. */
function jsonOf(value: unknown, written: JsonValue): JsonValue {
  try {
    const json: JsonValue = JSON.parse(JSON.stringify(value));
    return json;
  } catch {
    return written;
  }
}
