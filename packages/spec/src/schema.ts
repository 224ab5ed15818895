/** A JSON Schema document (draft 2020-12 or draft-07): what a model is shown of a tool's input. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** One thing that is wrong with a value: the words and, when known, the path to it. */
export interface SchemaIssue {
  /** What is wrong, in words that a model or a person can act on. */
  readonly message: string;
  /** The keys from the root to the place. Undefined: the whole value. */
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** What a validation gives: the value, or at least one issue. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/**
 * The Standard Schema interface, version 1, with its JSON Schema extension: zod 4, arktype and valibot (through its
 * converter) have this shape. Give one wherever an input or output is described; nothing is imported from them.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** Where Standard Schema keeps everything: nothing else of the library is looked at. */
  readonly "~standard": StandardSchemaProps<Input, Output>;
}

/** The properties that Standard Schema puts behind `~standard`. */
export interface StandardSchemaProps<Input = unknown, Output = Input> {
  readonly version: 1;
  /** The library that made it, such as `zod`. */
  readonly vendor: string;
  /** Checks a value. Returns issues instead of throwing. */
  readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
  /** For the compiler only: the types of input and output. There is no value behind it. */
  readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  /** The JSON Schema extension. A tool's schema must have it. */
  readonly jsonSchema?: StandardJsonSchemaConverter | undefined;
}

/** Turns the schema into JSON Schema. Throws when the schema holds something that JSON Schema cannot say. */
export interface StandardJsonSchemaConverter {
  /** The JSON Schema of what `validate` accepts. */
  readonly input: (options: StandardJsonSchemaOptions) => Record<string, unknown>;
  /** The JSON Schema of what `validate` gives. */
  readonly output: (options: StandardJsonSchemaOptions) => Record<string, unknown>;
}

/** Which dialect of JSON Schema is wanted. */
export interface StandardJsonSchemaOptions {
  /** The dialect, by its name in Standard Schema. */
  readonly target: "draft-2020-12" | "draft-07" | "openapi-3.0" | ({} & string);
  /** Passed on to the library as they are. */
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

/** The type that a schema accepts. */
export type InferInput<Schema extends StandardSchema> = NonNullable<Schema["~standard"]["types"]>["input"];

/** The type that a schema gives after validation: what a tool's `execute` receives. */
export type InferOutput<Schema extends StandardSchema> = NonNullable<Schema["~standard"]["types"]>["output"];
