import type { InferOutput, StandardSchema, ToolBehaviour, ToolContext } from "@definable/spec";

/**
 * What `tool()` needs to make a tool of a function. The input's type comes from `inputSchema`, the type of
 * `ctx.dependencies` from the annotation of the second parameter (`ctx: ToolContext<{ db: Database }>`), the output's
 * from `execute`.
 */
export interface ToolOptions<Schema extends StandardSchema, Output, Deps> extends ToolBehaviour<InferOutput<Schema>> {
  /** What the model calls it: 1 to 64 letters, digits, `_` or `-`. */
  readonly name: string;
  /** What it does and when to use it. The model chooses by this text. */
  readonly description: string;
  /** zod 4, arktype, valibot through `toStandardJsonSchema`, or `jsonSchema()`. Its root is an object. */
  readonly inputSchema: Schema;
  /** Does the work. Pass `ctx.signal` to everything that waits. What it throws goes to the model as text. */
  readonly execute: (input: InferOutput<Schema>, context: ToolContext<Deps>) => Output | Promise<Output>;
}

/** What `tool()` needs for a tool that is carried out elsewhere: the run pauses until somebody gives the result. */
export interface ExternalToolOptions<Schema extends StandardSchema> extends ToolBehaviour<InferOutput<Schema>> {
  /** What the model calls it: 1 to 64 letters, digits, `_` or `-`. */
  readonly name: string;
  /** What it does and when to use it. The model chooses by this text. */
  readonly description: string;
  /** The schema of its input: an object. */
  readonly inputSchema: Schema;
  /** Says that somebody else carries the call out: the run pauses until its result is given. */
  readonly externalExecution: true;
  readonly execute?: never;
}

/** What `@tool()` needs to make a tool of a method: the same less `execute`, and `name` defaults to the method's. */
export interface ToolMethodOptions<Schema extends StandardSchema> extends ToolBehaviour<InferOutput<Schema>> {
  /** What the model calls it. Default: the name of the method. */
  readonly name?: string | undefined;
  /** What it does and when to use it. The model chooses by this text. */
  readonly description: string;
  /** The schema of the method's first parameter. */
  readonly inputSchema: Schema;
  readonly execute?: never;
  /** A method carries its call out itself; for one that is carried out elsewhere use `tool()`. */
  readonly externalExecution?: false | undefined;
}

/** The decorator that `tool(options)` gives without `execute`. Types refuse a method that does not fit the schema. */
export type ToolDecorator<Input> = <
  This,
  Method extends (this: This, input: Input, context: ToolContext<never>) => unknown,
>(
  method: Method,
  context: ClassMethodDecoratorContext<This, Method>,
) => void;
