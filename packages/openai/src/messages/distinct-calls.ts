import type { AssistantMessage, Message } from "@definable/spec";

/**
 * Gives calls whose ids come back in a later message an id of their own, and their results the same: in a list of items a
 * result says by the id alone which call it answers. Most conversations have ids that differ and come back as they are.
 */
export function* distinctCalls(messages: Iterable<Message>): Generator<Message> {
  const seen = new Set<string>();
  let renamed: ReadonlyMap<string, string> = new Map();
  for (const message of messages) {
    if (message.role === "assistant") {
      renamed = renaming(message, seen);
      yield renamed.size === 0 ? message : { ...message, toolCalls: renameCalls(message, renamed) };
    } else if (message.role === "tool" && renamed.has(message.toolCallId)) {
      yield { ...message, toolCallId: renamed.get(message.toolCallId) ?? message.toolCallId };
    } else yield message;
  }
}

/** The new ids of the calls of a message that need one, made from data alone so that the next request has the same. */
function renaming({ toolCalls = [] }: AssistantMessage, seen: Set<string>): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const { id } of toolCalls) {
    const first = id === "" ? "call" : id;
    let fresh = first;
    for (let count = 2; seen.has(fresh); count += 1) fresh = `${first}_${count}`;
    if (fresh !== id) renamed.set(id, fresh);
    seen.add(fresh);
  }
  return renamed;
}

function renameCalls(
  { toolCalls = [] }: AssistantMessage,
  renamed: ReadonlyMap<string, string>,
): AssistantMessage["toolCalls"] {
  return toolCalls.map((call) => ({ ...call, id: renamed.get(call.id) ?? call.id }));
}
