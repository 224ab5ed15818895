import type { ModelReply, ToolCall } from "@definable/spec";
import type { ScriptStep } from "./script-step.ts";

/** A reply but for the ids of tool calls that the script leaves open. */
export interface PartialReply extends Omit<ModelReply, "toolCalls"> {
  readonly toolCalls: readonly (Omit<ToolCall, "id"> & { readonly id?: string | undefined })[];
  /** The reply itself, when the script leaves no id open. */
  readonly whole?: ModelReply | undefined;
}

/** What a step answers, made once however often it is played. */
export function partialReplyOf(step: ScriptStep, content: string, thoughts: string): PartialReply {
  const toolCalls = (step.toolCalls ?? []).map(({ id, name, input = {} }) => ({
    id,
    name,
    arguments: typeof input === "string" ? input : JSON.stringify(input),
  }));
  const hasThought = thoughts !== "" || step.signature !== undefined;
  const rest = {
    content,
    finishReason: step.finishReason ?? (toolCalls.length > 0 ? "toolCalls" : "stop"),
    ...(hasThought && { reasoning: [{ text: thoughts, signature: step.signature }] }),
    ...(step.refusal !== undefined && { refusal: step.refusal }),
    ...(step.usage !== undefined && { usage: step.usage }),
    ...(step.images !== undefined && { images: step.images }),
    ...(step.audio !== undefined && { audio: step.audio }),
    ...(step.providerData !== undefined && { providerData: step.providerData }),
  } satisfies Omit<ModelReply, "toolCalls">;
  const named = toolCalls.flatMap(({ id, ...call }) => (id === undefined ? [] : [{ id, ...call }]));
  const isWhole = named.length === toolCalls.length;
  return { ...rest, toolCalls, whole: isWhole ? { ...rest, toolCalls: named } : undefined };
}

/** The reply of one call: open ids become the number of the model call and of the tool call in it. */
export function replyOf(reply: PartialReply, index: number): ModelReply {
  if (reply.whole !== undefined) return reply.whole;
  const { whole: _whole, ...rest } = reply;
  const toolCalls = reply.toolCalls.map((call, position): ToolCall => ({
    id: call.id ?? `call_${index + 1}_${position + 1}`,
    name: call.name,
    arguments: call.arguments,
  }));
  return { ...rest, toolCalls };
}
