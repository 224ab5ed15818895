import type { Schema } from "@cfworker/json-schema";
import { dereference } from "@cfworker/json-schema";
import { ConfigError } from "@definable/spec";

/** A schema in the form that the validator wants: it writes into it, so it is a copy of our own. */
export interface PreparedSchema {
  readonly root: Schema;
  readonly lookup: Record<string, Schema | boolean>;
}

/** Reads the schema and finds at once what would otherwise fail at every call. Throws a `ConfigError`. */
export function prepareSchema(text: string): PreparedSchema {
  const root: Schema = JSON.parse(text) as Schema; // the caller saw an object
  const lookup = indexOf(root);
  for (const schema of Object.values(lookup)) {
    if (typeof schema === "boolean") continue;
    const target = schema.__absolute_ref__;
    if (target !== undefined && lookup[target] === undefined) {
      throw new ConfigError("INVALID_TOOL", `jsonSchema() cannot resolve the $ref ${JSON.stringify(schema.$ref)}.`);
    }
    const patterns = schema.pattern === undefined ? [] : [schema.pattern];
    for (const pattern of [...patterns, ...Object.keys(schema.patternProperties ?? {})]) checkPattern(pattern);
  }
  return { root, lookup };
}

function indexOf(root: Schema): Record<string, Schema | boolean> {
  try {
    return dereference(root);
  } catch (cause) {
    throw new ConfigError("INVALID_TOOL", `jsonSchema() cannot read the schema: ${reasonOf(cause)}`, { cause });
  }
}

function checkPattern(pattern: unknown): void {
  try {
    if (typeof pattern !== "string") throw new TypeError("it is no string");
    // The validator compiles it in the same way.
    new RegExp(pattern, "u");
  } catch (cause) {
    throw new ConfigError(
      "INVALID_TOOL",
      `jsonSchema() was given the pattern ${JSON.stringify(pattern)}: ${reasonOf(cause)}`,
      { cause },
    );
  }
}

/** Not `reasonOf` of the calls: shared with the other entry it would be a third file to load. Both throwers throw errors. */
function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
