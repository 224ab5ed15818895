import type { Model, StandardSchema } from "@definable/spec";
import { toJsonSchema } from "@definable/tools";
import type { Run } from "../run/run.ts";
import { RunExtras } from "../run/run-extras.ts";
import { AnswerShape } from "./answer-shape.ts";
import { inWords } from "./in-words.ts";
import { isNative } from "./is-native.ts";
import { isRepair } from "./repair-message.ts";

/** Makes ready what holds the answer of a run to a schema. Throws `INVALID_INPUT` for a schema that gives no JSON Schema. */
export function takeShape(run: Run, model: Model, schema: StandardSchema): void {
  const shown = toJsonSchema(schema, "The option outputSchema", "INVALID_INPUT");
  const extras = (run.extras ??= new RunExtras());
  // A run that paused between the two tries goes on with the second.
  const isAgain = isRepair(run.extras?.earlier?.messages.findLast(({ role }) => role === "user"));
  if (isNative(model, shown)) {
    extras.shape = new AnswerShape(schema, { name: "answer", schema: shown, strict: true }, isAgain);
    return;
  }
  extras.shape = new AnswerShape(schema, undefined, isAgain);
  extras.blocks.shape = inWords(shown);
}
