import { ConfigError } from "@definable/spec";
import type { ErrorCode, StandardJsonSchemaConverter } from "@definable/spec";

/** The part of a Standard Schema that makes JSON Schema. Throws a `ConfigError` that says which schema would have it. */
export function converterOf(schema: unknown, subject: string, code: ErrorCode): StandardJsonSchemaConverter {
  const standard = isStandardSchema(schema) ? schema["~standard"] : undefined;
  if (standard === undefined) throw new ConfigError(code, `${subject} ${whatIsWrong(schema)}`);
  const converter = standard.jsonSchema;
  if (isConverter(converter)) return converter;
  throw new ConfigError(
    code,
    `${subject} has a schema of ${String(standard.vendor)} that gives no JSON Schema, and the model needs one. ` +
      "Use zod >= 4.2 (zod/mini has none), arktype, or valibot's toStandardJsonSchema(schema) from @valibot/to-json-schema.",
  );
}

interface Standard {
  readonly "~standard": {
    readonly vendor?: unknown;
    readonly validate: (value: unknown) => unknown;
    readonly jsonSchema?: unknown;
  };
}

/** arktype's schemas are functions, all others objects. */
function isStandardSchema(schema: unknown): schema is Standard {
  if ((typeof schema !== "object" && typeof schema !== "function") || schema === null) return false;
  if (!("~standard" in schema)) return false;
  const standard = schema["~standard"];
  return typeof standard === "object" && standard !== null && "validate" in standard;
}

const isConverter = (converter: unknown): converter is StandardJsonSchemaConverter =>
  typeof converter === "object" && converter !== null && "input" in converter && typeof converter.input === "function";

function whatIsWrong(schema: unknown): string {
  if (schema === undefined || schema === null) {
    return "has no schema. A tool without input has an empty one, such as z.object({}).";
  }
  if (typeof schema === "object" && Object.values(schema).some(isStandardSchema)) {
    return "has an object of schemas in place of a schema. Make one of it, such as z.object({ ... }).";
  }
  if (typeof schema === "object" && ["type", "properties", "$schema", "$ref"].some((key) => key in schema)) {
    return 'has a plain JSON Schema. Wrap it: jsonSchema({ ... }) from "@definable/tools/json-schema".';
  }
  return `has ${typeof schema === "object" ? "an object" : `a ${typeof schema}`} in place of a schema. Use zod >= 4.2, arktype or valibot, or jsonSchema() from "@definable/tools/json-schema".`;
}
