import type { AssistantMessage, ToolCall } from "@definable/spec";
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionMessageFunctionToolCall,
} from "openai/resources/chat/completions";
import { isJson } from "../is-json.ts";
import { callId } from "./call-id.ts";
import { functionName } from "./function-name.ts";
import type { ChatTarget } from "./chat-target.ts";

/** What the model said before, in the vendor's words. */
export function writeAssistant(message: AssistantMessage, target: ChatTarget): ChatCompletionAssistantMessageParam {
  const { audio, refusal: refused, toolCalls } = message;
  const { strictApi } = target.profile;
  const calls = toolCalls?.map((call) => writeCall(call, strictApi)) ?? [];
  // The vendor keeps its own sound for about an hour; afterwards, and for others, there is the transcript.
  const remembered =
    audio?.id !== undefined &&
    message.provider === target.provider &&
    (audio.expiresAt === undefined || audio.expiresAt * 1000 > target.now());
  let text = message.content;
  if (text === "" && !remembered) text = audio?.transcript ?? "";
  if (text === "" && !strictApi) text = refused ?? "";
  const extra: Partial<ChatCompletionAssistantMessageParam> = {
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(remembered ? { audio: { id: audio.id } } : {}),
    ...(refused !== undefined && strictApi ? { refusal: refused } : {}),
  };
  return { role: "assistant", content: text === "" && Object.keys(extra).length > 0 ? null : text, ...extra };
}

function writeCall(call: ToolCall, strictApi: boolean): ChatCompletionMessageFunctionToolCall {
  // Compatible servers parse the arguments of old calls, and fail the whole request when a model once wrote bad JSON.
  const text = call.arguments === "" || (!strictApi && !isJson(call.arguments)) ? "{}" : call.arguments;
  return {
    id: callId(call.id),
    type: "function",
    function: { name: functionName(call.name), arguments: text },
  };
}
