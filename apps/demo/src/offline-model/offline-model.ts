import { ModelError } from "@definable/spec";
import type { Model, ModelListener, ModelReply, ModelRequest, ToolDefinition, Usage } from "@definable/spec";
import { readConversation } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { wordsOf } from "./clause.ts";
import { planCalls } from "./plan-calls.ts";
import type { Plan, PlannedCall } from "./plan-calls.ts";
import { speak } from "./speak.ts";
import { profileOf } from "./tool-profile.ts";
import { answerOf, declineOf } from "./write-answer.ts";

/** The options of `offlineModel`. */
export interface OfflineModelOptions {
  /** Milliseconds between two words of an answer, so that it can be seen to stream. Default 15. */
  readonly pauseMs?: number | undefined;
}

/**
 * A stand-in for a model, for demos and tests without a key. It is no language model: it compares the words of a
 * question with the names, descriptions and schemas of whatever tools it is given, fills the arguments from the text,
 * and answers with what the tools said. Its "tokens" are words. Throws `MODEL_BAD_REQUEST` when a shape of the answer
 * is asked for.
 */
export function offlineModel({ pauseMs = 15 }: OfflineModelOptions = {}): Model {
  return {
    id: "word-matcher",
    provider: "offline",
    accepts: ["text"],
    price: { input: 0, output: 0, asOf: "2025-01-01", source: "it runs inside this program" },
    respond: (request, listener) => respond(request, listener, pauseMs),
  };
}

async function respond(request: ModelRequest, listener: ModelListener, pauseMs: number): Promise<ModelReply> {
  const { signal } = request;
  signal.throwIfAborted();
  if (request.outputFormat !== undefined) {
    throw new ModelError(
      "MODEL_BAD_REQUEST",
      "The offline model cannot give its answer a shape. Ask without an output schema, or use a real model.",
    );
  }
  const conversation = readConversation(request.messages);
  const plan = planFor(conversation, request);
  const calls = nextCalls(plan, conversation, request);
  const content = calls.length > 0 ? "" : finalAnswer(plan, conversation, request.tools);
  await speak(content, listener, { pauseMs, signal });
  const base = request.messages.length;
  const toolCalls = calls.map(({ profile, args }, index) => ({
    // Unique in the conversation, because it only grows.
    id: `offline_${base}_${index + 1}`,
    name: profile.tool.name,
    arguments: JSON.stringify(args),
  }));
  return {
    content,
    toolCalls,
    finishReason: toolCalls.length > 0 ? "toolCalls" : "stop",
    usage: usageOf(request, content + toolCalls.map((call) => call.arguments).join(" ")),
  };
}

function planFor({ question, before }: Conversation, { tools, settings }: ModelRequest): Plan {
  const choice = settings.toolChoice;
  const allowed = typeof choice === "object" ? tools.filter((tool) => tool.name === choice.name) : tools;
  const profiles = allowed.map(profileOf);
  const profile = profiles.find((each) => each.tool.name === before?.name);
  const earlier = before === undefined || profile === undefined ? undefined : { profile, args: before.args };
  return planCalls(question, profiles, earlier);
}

/** The calls that are planned and not made yet: all at once, or one where the settings ask for it. */
function nextCalls(plan: Plan, { calls }: Conversation, { settings }: ModelRequest): readonly PlannedCall[] {
  if (settings.toolChoice === "none") return [];
  return plan.calls.slice(calls.length, settings.parallelToolCalls === false ? calls.length + 1 : undefined);
}

function finalAnswer(plan: Plan, { calls }: Conversation, tools: readonly ToolDefinition[]): string {
  return calls.length > 0 ? answerOf(calls, plan) : declineOf(plan, tools);
}

function usageOf({ messages }: ModelRequest, said: string): Usage {
  const heard = [...messages].reduce((sum, message) => sum + wordsOf(JSON.stringify(message.content)).length, 0);
  const spoken = wordsOf(said).length;
  return { inputTokens: heard, outputTokens: spoken, totalTokens: heard + spoken };
}
