import type { JsonValue } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";
import type { JsonSchema, StandardSchema } from "./schema.ts";

/**
 * The brand by which a tool is recognised, also when two copies of a package are installed. A string and no symbol, because
 * to TypeScript the same symbol of two copies is two symbols, and tools of one would not fit into agents of the other.
 */
export const TOOL_BRAND = "~tool";

/** What happens when the call is repeated: nothing, the same again, or a second effect. Default: `once`. */
export type ToolEffect = "read" | "idempotent" | "once";

/** The second argument of `execute`: what a tool may know of the run that calls it. */
export interface ToolContext<Deps = unknown> {
  /** Aborts when the run is cancelled or `timeoutMs` is over. Pass it to everything that waits. */
  readonly signal: AbortSignal;
  readonly callId: string;
  /** The same for every try of this call: give it to services that know idempotency keys. */
  readonly idempotencyKey: string;
  readonly runId: string;
  readonly sessionId: string;
  readonly userId?: string | undefined;
  readonly sessionState: { [key: string]: JsonValue };
  /** What the caller gave as `dependencies`: database handles, clients. In no event, output or store. */
  readonly dependencies: Deps;
  readonly agent: { readonly agentId: string; readonly name: string };
  /** The media of the run's input. */
  readonly images: readonly Image[];
  readonly videos: readonly Video[];
  readonly audio: readonly Audio[];
  readonly files: readonly File[];
  /** Sends a `CustomEvent` into the run's stream. Not under back-pressure: keep it small. */
  readonly emit: (name: string, data: JsonValue) => void;
}

/** A result with media beside the text. Return it from `execute`; any other value becomes text (JSON unless a string). */
export interface ToolResult {
  readonly content: string;
  readonly images?: readonly Image[] | undefined;
  readonly videos?: readonly Video[] | undefined;
  readonly audio?: readonly Audio[] | undefined;
  readonly files?: readonly File[] | undefined;
}

/** The options of a tool that say how and when it is called. All are optional. */
export interface ToolBehaviour<Input> {
  /** Run alone, after the parallel calls of its batch, in the model's order. Default false. */
  readonly sequential?: boolean | undefined;
  /** Pause the run until a person agrees; a function decides by the input. Default false. */
  readonly requiresConfirmation?: boolean | ((input: Input) => boolean | Promise<boolean>) | undefined;
  /** Pause the run until a person fills in `userInputFields`. Default false. */
  readonly requiresUserInput?: boolean | undefined;
  /** The fields of the input that a person fills in; the model never sees them. Default: all. */
  readonly userInputFields?: readonly string[] | undefined;
  /** Milliseconds until an open question about a call expires. Default: never. */
  readonly decideWithinMs?: number | undefined;
  /** What an expired question does: answer the call as refused, or fail the run. Default `deny`. */
  readonly onExpire?: "deny" | "fail" | undefined;
  /** End the run after this call, without asking the model again. Default false. */
  readonly stopAfterToolCall?: boolean | undefined;
  /** Milliseconds after which the call counts as failed and its signal aborts. Default 120,000; 0 means never. */
  readonly timeoutMs?: number | undefined;
  /** What a repeated call would do. Default `once`. */
  readonly effect?: ToolEffect | undefined;
  /** Ask the vendor to keep to the schema strictly, where it can. Default: the vendor's. */
  readonly strict?: boolean | undefined;
}

/** A tool: what a model may call. Made by `tool()`; frozen; change a copy with `with`. */
export interface Tool<Input = never, Output = unknown, Deps = never> extends ToolBehaviour<Input> {
  readonly [TOOL_BRAND]: 1;
  readonly name: string;
  readonly description: string;
  readonly inputSchema: StandardSchema;
  /** The JSON Schema of the input, as the model sees it. */
  readonly parameters: JsonSchema;
  /** The JSON Schema of what a person fills in: a form can be made of it. Undefined unless `requiresUserInput`. */
  readonly userInputSchema?: JsonSchema | undefined;
  /** True for a tool without `execute`: the run pauses until somebody gives the result. */
  readonly externalExecution?: boolean | undefined;
  /** Where the tool comes from, for messages about name clashes: a toolkit's name, or nothing. */
  readonly origin?: string | undefined;
  readonly execute: (input: Input, context: ToolContext<Deps>) => Output | Promise<Output>;
  /**
   * A changed copy: `search.with({ sequential: true })`. A method and no property, because only so a tool of any input
   * fits into a list of tools.
   */
  with(changes: ToolChanges<Input>): Tool<Input, Output, Deps>;
}

/** What `tool.with` can change. */
export interface ToolChanges<Input> extends ToolBehaviour<Input> {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly origin?: string | undefined;
}

/** Several tools that belong together, perhaps with something to open and close. */
export interface Toolkit<Deps = never> {
  readonly name: string;
  readonly tools: readonly Tool<never, unknown, Deps>[];
  /** Put before each tool's name, so that two toolkits can live in one agent. */
  readonly prefix?: string | undefined;
  /** Called once before the first run that uses the toolkit. */
  initialize?(): void | Promise<void>;
  /** Called by `agent.close()`. */
  close?(): void | Promise<void>;
}
