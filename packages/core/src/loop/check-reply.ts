import type { Model, ModelReply, ToolCall } from "@definable/spec";
import { ModelError } from "@definable/spec";

/**
 * Gives the reply back as it stands. Throws `MODEL_BAD_REPLY` for what an adapter without types may return instead, so
 * that its turn ends like any other that failed.
 */
export function checkReply(reply: ModelReply | null | undefined, { provider, id }: Model): ModelReply {
  if (typeof reply?.content === "string" && areCalls(reply.toolCalls)) return reply;
  throw new ModelError(
    "MODEL_BAD_REPLY",
    `The adapter of ${provider}/${id} returned no ModelReply: it needs content as text and toolCalls as a list, each with id, name and arguments as text. Mend the adapter.`,
  );
}

function areCalls(calls: readonly (ToolCall | null | undefined)[]): boolean {
  if (!Array.isArray(calls)) return false;
  for (const call of calls) {
    if (typeof call?.id !== "string" || typeof call.name !== "string" || typeof call.arguments !== "string")
      return false;
  }
  return true;
}
