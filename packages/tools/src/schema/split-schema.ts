import { ConfigError } from "@definable/spec";
import type { JsonSchema } from "@definable/spec";

/** What the model sees of the input of a tool, and what a person is asked for. */
export interface SplitSchema {
  readonly shown: JsonSchema;
  readonly asked: JsonSchema | undefined;
}

/** Which fields a person fills in. */
export interface AskedFields {
  readonly requiresUserInput?: boolean | undefined;
  readonly userInputFields?: readonly string[] | undefined;
}

/** Parts the fields that a person fills in from those that the model does. Throws a `ConfigError` for a field that is none. */
export function splitSchema(
  toolName: string,
  schema: JsonSchema,
  { requiresUserInput = false, userInputFields }: AskedFields,
): SplitSchema {
  if (!requiresUserInput) return { shown: schema, asked: undefined };
  const properties = Object.keys(objectOf(schema["properties"]));
  const unknown = userInputFields?.find((field) => !properties.includes(field));
  if (unknown !== undefined) {
    throw new ConfigError(
      "INVALID_TOOL",
      `Tool "${toolName}" asks a person for "${unknown}", which its schema does not have. It has: ${properties.join(", ")}.`,
    );
  }
  const asked = userInputFields === undefined || userInputFields.length === 0 ? properties : userInputFields;
  return {
    shown: pick(schema, (field) => !asked.includes(field)),
    asked: pick(schema, (field) => asked.includes(field)),
  };
}

function pick(schema: JsonSchema, isWanted: (field: string) => boolean): JsonSchema {
  const properties = Object.entries(objectOf(schema["properties"])).filter(([field]) => isWanted(field));
  const required = Array.isArray(schema["required"]) ? schema["required"].filter(isWanted) : [];
  const { required: _all, ...rest } = schema;
  return Object.freeze({
    ...rest,
    properties: Object.freeze(Object.fromEntries(properties)),
    ...(required.length === 0 ? {} : { required: Object.freeze(required) }),
  });
}

function objectOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null ? (value as { readonly [key: string]: unknown }) : {};
}
