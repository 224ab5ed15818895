import type { Tool, ToolContext, ToolHookCall, ToolHookResult } from "@definable/spec";
import { reasonOf } from "../reason-of.ts";
import { isHeldCall } from "./held-call.ts";
import type { HeldCall } from "./held-call.ts";
import { cachedResult, keepResult } from "./result-cache.ts";
import { toToolResult } from "./to-tool-result.ts";

/** Who hears of the parts of a call. */
export interface CallTeller {
  /** A hook begins. */
  hookStarted?(which: "pre" | "post"): void;
  /** It has ended, with what it threw. */
  hookEnded?(which: "pre" | "post", error?: string): void;
  /** A piece of the result; the last is empty. */
  chunk?(text: string, isFinal: boolean): void;
}

/** A call on its way: what is carried out, with what, and who hears of it. */
export interface CallInHand {
  readonly tool: Tool;
  readonly input: unknown;
  readonly context: ToolContext & CallTeller;
  now(): number;
}

/** Whether nothing stands around the function of a tool: then its call is carried out at once. */
export function isBare({ preHook, postHook, hooks, cache }: Tool): boolean {
  return (preHook ?? postHook ?? hooks) === undefined && (cache ?? false) === false;
}

/** Carries out a call with its hooks, and with what is kept of earlier ones. */
export function carryOutCall(call: CallInHand): unknown {
  return isBare(call.tool) ? execute(call.tool, call.input, call.context) : withHooks(call);
}

/** Calls the function of the tool. What gives its result in pieces is read to its end. */
export function execute(tool: Tool, input: unknown, context: ToolContext & CallTeller): unknown {
  // The tool's schema made the input and the agent's type made the context: both fit what this tool takes.
  const output = tool.execute(input as never, context as never);
  return isGenerator(output) ? readAll(output, context) : output;
}

async function withHooks(call: CallInHand): Promise<unknown> {
  const { tool, input, context } = call;
  const seen: ToolHookCall = { toolName: tool.name, callId: context.callId, input, context };
  const before = tool.preHook;
  if (before !== undefined) await told(context, "pre", async () => before(seen as never));
  // Whatever a hook makes of it: a call that goes on waiting has no result yet.
  let held: HeldCall | undefined;
  const inner = async (): Promise<unknown> => {
    const value = await cached(call);
    if (isHeldCall(value)) held = value;
    return value;
  };
  try {
    const result = await around(call, seen, inner);
    if (held !== undefined) return held;
    await after(call, { ...seen, result });
    return result;
  } catch (error) {
    if (held !== undefined) return held;
    await after(call, { ...seen, error });
    throw error;
  }
}

/** The hooks in their order, and innermost the cache and the tool itself. */
async function around({ tool }: CallInHand, seen: ToolHookCall, inner: () => Promise<unknown>): Promise<unknown> {
  const hooks = tool.hooks ?? [];
  const step = async (index: number): Promise<unknown> => {
    const hook = hooks[index];
    return hook === undefined ? inner() : hook(seen as never, () => step(index + 1));
  };
  return step(0);
}

async function cached(call: CallInHand): Promise<unknown> {
  const { tool, input, context } = call;
  if ((tool.cache ?? false) === false) return execute(tool, input, context);
  const key = { tool, userId: context.userId, input };
  const known = cachedResult(key, call.now());
  if (known !== undefined) return known.value;
  const value = await execute(tool, input, context);
  if (!isHeldCall(value)) keepResult(key, value, call.now());
  return value;
}

/** What a hook after the call throws changes nothing: the tool has had its effect. */
async function after({ tool, context }: CallInHand, seen: ToolHookCall & ToolHookResult): Promise<void> {
  const hook = tool.postHook;
  if (hook === undefined) return;
  try {
    await told(context, "post", async () => hook(seen as never));
  } catch {
    // Told with the end of the hook.
  }
}

async function told(teller: CallTeller, which: "pre" | "post", work: () => Promise<void>): Promise<void> {
  teller.hookStarted?.(which);
  try {
    await work();
  } catch (error) {
    teller.hookEnded?.(which, reasonOf(error));
    throw error;
  }
  teller.hookEnded?.(which);
}

type Pieces = AsyncGenerator<unknown, unknown> | Generator<unknown, unknown>;

function isGenerator(value: unknown): value is Pieces {
  if (typeof value !== "object" || value === null || !("next" in value) || typeof value.next !== "function")
    return false;
  return Symbol.asyncIterator in value || Symbol.iterator in value;
}

/** The pieces, as they stand one after the other, are the result; what the generator returns is the last of them. */
async function readAll(pieces: Pieces, context: ToolContext & CallTeller): Promise<string> {
  const texts: string[] = [];
  for (;;) {
    const { done = false, value } = await pieces.next();
    const text = toToolResult(value).content;
    texts.push(text);
    context.chunk?.(text, done);
    if (done) return texts.join("");
    if (!context.signal.aborted) continue;
    await pieces.return(undefined);
    return texts.join("");
  }
}
