import { ConfigError } from "@definable/spec";
import type { ErrorCode, JsonSchema, StandardJsonSchemaConverter } from "@definable/spec";
import { reasonOf } from "../reason-of.ts";
import { converterOf } from "./converter-of.ts";
import { tidySchema } from "./tidy-schema.ts";

/**
 * The JSON Schema of what a Standard Schema accepts, frozen and without what only costs tokens. `subject` ("Tool
 * \"search\"") opens the message of the `ConfigError` that is thrown when there is none.
 */
export function toJsonSchema(schema: unknown, subject: string, code: ErrorCode = "INVALID_TOOL"): JsonSchema {
  const converter = converterOf(schema, subject, code);
  try {
    return tidySchema(convert(converter));
  } catch (error) {
    throw new ConfigError(
      code,
      `${subject} has a schema that JSON Schema cannot express: ${reasonOf(error)}. Use types that JSON has: string, number, boolean, null, array, object.`,
      { cause: error },
    );
  }
}

function convert(converter: StandardJsonSchemaConverter): Record<string, unknown> {
  try {
    return converter.input({ target: "draft-2020-12" });
  } catch (error) {
    // A library may know the older dialect only. When that fails too, the first reason is the better one.
    try {
      return converter.input({ target: "draft-07" });
    } catch {
      throw error;
    }
  }
}
