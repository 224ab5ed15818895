import type { SchemaIssue, StandardSchema } from "@definable/spec";

/** The value as the schema gives it, or what is wrong with it, in words for the model. */
export type CheckedValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** As many problems as are worth a model's while at once. */
const MOST = 8;

/** Checks a value against a schema. Nothing is coerced. A schema that throws gives a problem, and not its words. */
export async function checkValue(schema: StandardSchema, value: unknown): Promise<CheckedValue> {
  try {
    const result = await schema["~standard"].validate(value);
    if (result.issues === undefined) return { ok: true, value: result.value };
    const told = result.issues.slice(0, MOST).map(describe);
    const more = result.issues.length - told.length;
    return { ok: false, problem: [...told, ...(more > 0 ? [`and ${more} more`] : [])].join("; ") };
  } catch (error) {
    return { ok: false, problem: `the schema failed with ${error instanceof Error ? error.name : typeof error}` };
  }
}

function describe({ message, path = [] }: SchemaIssue): string {
  const steps = path.map((step) => String(typeof step === "object" ? step.key : step));
  return steps.length === 0 ? message : `at ${steps.join(".")}: ${message}`;
}
