import type { JsonSchema, OutputFormat } from "@definable/spec";
import { strictSchema } from "./strict-schema.ts";

/** A shape in the vendor's words, the same in both of its APIs. */
export interface WrittenShape {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly strict?: boolean;
}

/** The shape that an answer is held to. To the letter only where the vendor can do that without changing its meaning. */
export function writeShape({ name, schema, strict }: OutputFormat): WrittenShape {
  if (strict !== true) return { name, schema, ...(strict === undefined ? {} : { strict }) };
  const strictly = strictSchema(schema);
  return { name, schema: strictly ?? schema, strict: strictly !== undefined };
}
