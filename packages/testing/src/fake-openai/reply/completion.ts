import type { JsonObject } from "@definable/spec";
import type { ChatCall } from "../requests/chat-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { wholeAudio } from "./audio.ts";
import { contentOf, joined } from "./content.ts";
import { envelope, finishReasonOf } from "./envelope.ts";
import { logprobs } from "./logprobs.ts";
import { pieces } from "../../fake-server/reply/pieces.ts";
import { wholeToolCalls } from "./tool-calls.ts";
import { usageOf } from "./usage.ts";

/** The body of an unstreamed reply. */
export function completionOf(reply: ReplyOptions, call: ChatCall): JsonObject {
  const content = contentOf(reply);
  const toolCalls = wholeToolCalls(reply, call);
  const reasoning = joined(reply.reasoning);
  const message: JsonObject = {
    role: "assistant",
    content,
    refusal: joined(reply.refusal) ?? null,
    annotations: [],
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
    ...(reply.audio ? { audio: wholeAudio(reply.audio, call) } : {}),
    ...(reasoning === undefined ? {} : { [reply.reasoningField ?? "reasoning_content"]: reasoning }),
  };
  const probabilities = call.logprobs && content ? logprobs(pieces(reply.text ?? content, reply.chunkSize)) : null;
  const usage = usageOf(reply, call);
  return {
    ...envelope(reply, call, "chat.completion"),
    choices: [{ index: 0, message, logprobs: probabilities, finish_reason: finishReasonOf(reply) }],
    ...(usage === undefined ? {} : { usage }),
  };
}
