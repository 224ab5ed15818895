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
  /** The vendor's id of this call. */
  readonly callId: string;
  /** The same for every try of this call: give it to services that know idempotency keys. */
  readonly idempotencyKey: string;
  /** The run that calls. */
  readonly runId: string;
  /** The conversation of the run; a fresh id when it belongs to none. */
  readonly sessionId: string;
  /** Whose run it is. Check rights by this, never by what the model says. */
  readonly userId?: string | undefined;
  /** What the tools of a session share. Change it in place; it is stored when the segment ends, so keep it JSON. */
  readonly sessionState: { [key: string]: JsonValue };
  /** What the caller gave as `dependencies`: database handles, clients. In no event, output or store. */
  readonly dependencies: Deps;
  /** Who runs, for messages and logs. */
  readonly agent: { readonly agentId: string; readonly name: string };
  /** The media of the run's input. */
  readonly images: readonly Image[];
  /** Moving pictures of the run's input. */
  readonly videos: readonly Video[];
  /** Sound of the run's input. */
  readonly audio: readonly Audio[];
  /** Documents of the run's input. */
  readonly files: readonly File[];
  /** Sends a `CustomEvent` into the run's stream. Not under back-pressure: keep it small. */
  readonly emit: (name: string, data: JsonValue) => void;
}

/** A result with media beside the text. Return it from `execute`; any other value becomes text (JSON unless a string). */
export interface ToolResult {
  /** The text that the model reads. */
  readonly content: string;
  /** Pictures, shown to models that can see. */
  readonly images?: readonly Image[] | undefined;
  /** Moving pictures, shown to models that can see them. */
  readonly videos?: readonly Video[] | undefined;
  /** Sound, played to models that can hear. */
  readonly audio?: readonly Audio[] | undefined;
  /** Documents, shown to models that can read them. */
  readonly files?: readonly File[] | undefined;
}

/** A call, as hooks see it. */
export interface ToolHookCall<Input = unknown> {
  /** The tool that is called. */
  readonly toolName: string;
  /** The model's id of the call. */
  readonly callId: string;
  /** What the schema made of the arguments. */
  readonly input: Input;
  /** What the tool is told of its run. */
  readonly context: ToolContext;
}

/** What came of a call, as a `postHook` sees it: one of the two. */
export interface ToolHookResult {
  /** What the tool returned. */
  readonly result?: unknown;
  /** What the tool threw. */
  readonly error?: unknown;
}

/** Stands around a call: does what it likes before and after `next()`, which carries the call out and gives what it gave. */
export type ToolHook<Input = unknown> = (call: ToolHookCall<Input>, next: () => Promise<unknown>) => unknown;

/** How long results are kept, and how many. */
export interface ToolCache {
  /** Milliseconds. Default 3,600,000: an hour. */
  readonly ttlMs?: number | undefined;
  /** Default 1,000; past it the oldest are forgotten. */
  readonly maxEntries?: number | undefined;
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
  /** The result is meant for the person: `ToolExecution.showResult` says so to whoever shows it. Default: `stopAfterToolCall`. */
  readonly showResult?: boolean | undefined;
  /** Calls with the same key never run at the same time, in all runs of the agent. A function takes it from the input. */
  readonly concurrencyKey?: string | ((input: Input) => string) | undefined;
  /** Put into the instructions of every run that has the tool. */
  readonly instructions?: string | undefined;
  /** Called before the tool; what it throws blocks the call, and the model reads it. */
  readonly preHook?: ((call: ToolHookCall<Input>) => void | Promise<void>) | undefined;
  /** Called after the tool, also when it failed. What it throws is told in `PostHookCompleted` and changes nothing. */
  readonly postHook?: ((call: ToolHookCall<Input> & ToolHookResult) => void | Promise<void>) | undefined;
  /** Around the call, the first outermost. What they return is the result. */
  readonly hooks?: readonly ToolHook<Input>[] | undefined;
  /** Keep results and give them again for the same input of the same user. Default false. */
  readonly cache?: boolean | ToolCache | undefined;
  /** Milliseconds after which the call counts as failed and its signal aborts. Default 120,000; 0 means never. */
  readonly timeoutMs?: number | undefined;
  /** What a repeated call would do. Default `once`. */
  readonly effect?: ToolEffect | undefined;
  /** Ask the vendor to keep to the schema strictly, where it can. Default: the vendor's. */
  readonly strict?: boolean | undefined;
}

/** A tool: what a model may call. Made by `tool()`; frozen; change a copy with `with`. */
export interface Tool<Input = never, Output = unknown, Deps = never> extends ToolBehaviour<Input> {
  /** The mark by which a tool is recognised, also when two copies of a package are installed. */
  readonly [TOOL_BRAND]: 1;
  /** What the model calls it: 1 to 64 letters, digits, `_` or `-`. */
  readonly name: string;
  /** What it does and when to use it. The model chooses by this text. */
  readonly description: string;
  /** Validates the arguments before every call. */
  readonly inputSchema: StandardSchema;
  /** The JSON Schema of the input, as the model sees it. */
  readonly parameters: JsonSchema;
  /** The JSON Schema of what a person fills in: a form can be made of it. Undefined unless `requiresUserInput`. */
  readonly userInputSchema?: JsonSchema | undefined;
  /** True for a tool without `execute`: the run pauses until somebody gives the result. */
  readonly externalExecution?: boolean | undefined;
  /** Where the tool comes from, for messages about name clashes: a toolkit's name, or nothing. */
  readonly origin?: string | undefined;
  /** Does the work. What it throws goes to the model as text. */
  readonly execute: (input: Input, context: ToolContext<Deps>) => Output | Promise<Output>;
  /**
   * A changed copy: `search.with({ sequential: true })`. A method and no property, because only so a tool of any input
   * fits into a list of tools.
   */
  with(changes: ToolChanges<Input>): Tool<Input, Output, Deps>;
}

/** What `tool.with` can change. */
export interface ToolChanges<Input> extends ToolBehaviour<Input> {
  /** Another name, to the same rules. */
  readonly name?: string | undefined;
  /** Another description. */
  readonly description?: string | undefined;
  /** Where it comes from, for messages about name clashes. */
  readonly origin?: string | undefined;
}

/** Several tools that belong together, perhaps with something to open and close. */
export interface Toolkit<Deps = never> {
  /** Names the toolkit in messages about name clashes. */
  readonly name: string;
  /** What the model may call. */
  readonly tools: readonly Tool<never, unknown, Deps>[];
  /** Put before each tool's name, so that two toolkits can live in one agent. */
  readonly prefix?: string | undefined;
  /** Called once before the first run that uses the toolkit. */
  initialize?(): void | Promise<void>;
  /** Called by `agent.close()`. */
  close?(): void | Promise<void>;
}
