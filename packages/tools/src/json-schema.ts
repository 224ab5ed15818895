import type { Schema } from "@cfworker/json-schema";
import { validate } from "@cfworker/json-schema";
import { ConfigError } from "@definable/spec";
import type { JsonObject, JsonSchema, StandardSchema } from "@definable/spec";
import { draftOf } from "./schema/json-schema-draft.ts";
import { issuesOf } from "./schema/json-schema-issues.ts";
import { prepareSchema } from "./schema/prepare-json-schema.ts";
import { inheritsNames, withoutPrototype } from "./schema/inherited-names.ts";

/**
 * Makes a Standard Schema of a plain JSON Schema (drafts 4, 7, 2019-09, 2020-12; the last when `$schema` is missing),
 * for schemas that come as data. Values pass unchanged: a `default` is shown to the model and not filled in. `T` is your
 * word for what the schema describes.
 * Throws a `ConfigError` for what is no JSON Schema, a `$ref` that leads nowhere and a `pattern` that is no expression.
 */
export function jsonSchema<T = JsonObject>(schema: JsonSchema): StandardSchema<T, T> {
  const text = textOf(schema);
  const draft = draftOf(schema);
  const { root, lookup } = prepareSchema(text);
  const isGuarded = inheritsNames(text);
  // A fresh copy each time: what the caller changes is the caller's.
  const convert = (): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>; // textOf saw an object
  return {
    "~standard": {
      version: 1,
      vendor: "definable",
      jsonSchema: { input: convert, output: convert },
      validate(value) {
        const { valid, errors } = validate(isGuarded ? withoutPrototype(value) : value, root, draft, lookup, false);
        // The validator said that the value fits; that T says the same is the caller's word.
        return valid ? { value: value as T } : { issues: issuesOf(errors, value) };
      },
    },
  };
}

function textOf(schema: JsonSchema | Schema): string {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    throw new ConfigError("INVALID_TOOL", `jsonSchema() needs a JSON Schema object, not ${typeof schema}.`);
  }
  if ("~standard" in schema) {
    throw new ConfigError(
      "INVALID_TOOL",
      "jsonSchema() was given a Standard Schema. Use it as it is, without wrapping.",
    );
  }
  try {
    return JSON.stringify(schema);
  } catch (cause) {
    throw new ConfigError("INVALID_TOOL", "jsonSchema() was given a schema that is no JSON.", { cause });
  }
}
