import type { JsonObject } from "@definable/spec";
import type { ChatCall } from "../requests/chat-call.ts";
import type { FakeToolCall } from "../script/fake-tool-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { pieces } from "../../fake-server/reply/pieces.ts";

/** The tool calls of a reply as a message carries them. */
export function wholeToolCalls(reply: ReplyOptions, call: ChatCall): readonly JsonObject[] {
  return (reply.toolCalls ?? []).map((made, index) => ({
    id: callId(made, call, index),
    type: "function",
    function: { name: made.name, arguments: argumentText(made) },
  }));
}

/** The entry that opens a tool call in a stream: id, type and name, with no arguments yet. */
export function toolCallHead(made: FakeToolCall, call: ChatCall, index: number): JsonObject {
  return { index, id: callId(made, call, index), type: "function", function: { name: made.name, arguments: "" } };
}

/** The entries that carry the arguments of a tool call in a stream. */
export function argumentDeltas(made: FakeToolCall, index: number, size: number | undefined): readonly JsonObject[] {
  return pieces(made.argumentDeltas ?? argumentText(made), size).map((piece) => ({
    index,
    function: { arguments: piece },
  }));
}

/** The JSON text of the arguments. */
export function argumentText(made: FakeToolCall): string {
  if (made.argumentDeltas !== undefined) return made.argumentDeltas.join("");
  if (typeof made.arguments === "string") return made.arguments;
  return JSON.stringify(made.arguments ?? {});
}

function callId(made: FakeToolCall, call: ChatCall, index: number): string {
  return made.id ?? `call_fake${String(call.number).padStart(10, "0")}${String(index).padStart(10, "0")}`;
}
