import type { JsonObject } from "@definable/spec";
import { pieces } from "../../fake-server/reply/pieces.ts";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { MessagesCall } from "../requests/messages-call.ts";
import type { FakeBlock, FakeToolUse, ReplyOptions } from "../script/reply.ts";
import { prefixBefore, sign } from "./signature.ts";

/** A block as it is sent: whole, or as its beginning and its deltas. */
export interface SentBlock {
  readonly whole: JsonObject;
  readonly start: JsonObject;
  readonly deltas: readonly JsonObject[];
}

/** The blocks of a reply, in their order. */
export function blocksOf(reply: ReplyOptions, call: MessagesCall): readonly SentBlock[] {
  let calls = 0;
  return contentOf(reply).map((block) => {
    if (block.type === "tool_use") calls += 1;
    return sentBlock(block, reply, { call, toolNumber: calls });
  });
}

/** What a reply says, as blocks. */
export function contentOf(reply: ReplyOptions): readonly FakeBlock[] {
  if (reply.content !== undefined) return reply.content;
  const text = reply.json === undefined ? reply.text : JSON.stringify(reply.json);
  return [
    ...(reply.thinking === undefined ? [] : [{ type: "thinking" as const, thinking: reply.thinking }]),
    ...(text === undefined ? [] : [{ type: "text" as const, text }]),
    ...(reply.toolCalls ?? []).map((made) => ({ type: "tool_use" as const, ...made })),
  ];
}

interface Place {
  readonly call: MessagesCall;
  readonly toolNumber: number;
}

function sentBlock(block: FakeBlock, { chunkSize }: ReplyOptions, place: Place): SentBlock {
  switch (block.type) {
    case "text": {
      const { citations = [] } = block;
      const part = { type: "text", citations: citations.length === 0 ? null : citations };
      const spoken = pieces(block.text, chunkSize).map((text) => ({ type: "text_delta", text }));
      const cited = citations.map((citation) => ({ type: "citations_delta", citation }));
      // A block that is going to say where it is from begins with an empty list of it.
      const start = { ...part, citations: citations.length === 0 ? null : [], text: "" };
      return { whole: { ...part, text: joined(block.text) }, start, deltas: [...cited, ...spoken] };
    }
    case "thinking": {
      const thinking = joined(block.thinking);
      const signature = block.signature ?? signatureIn(place.call, thinking);
      const spoken = pieces(block.thinking, chunkSize).map((piece) => ({ type: "thinking_delta", thinking: piece }));
      return {
        whole: { type: "thinking", thinking, signature },
        start: { type: "thinking", thinking: "", signature: "" },
        deltas: [...spoken, { type: "signature_delta", signature }],
      };
    }
    case "redacted_thinking":
      return { whole: { ...block }, start: { ...block }, deltas: [] };
    case "tool_use":
      return toolBlock(block, chunkSize, place);
    case "other":
      return { whole: block.block, start: block.block, deltas: [] };
    default:
      return block satisfies never;
  }
}

function toolBlock(made: FakeToolUse, chunkSize: number | undefined, { call, toolNumber }: Place): SentBlock {
  const id = made.id ?? `toolu_fake${String(call.number).padStart(10, "0")}${String(toolNumber).padStart(10, "0")}`;
  const head = { type: "tool_use", id, name: made.name, caller: { type: "direct" } };
  const text = made.argumentDeltas ?? JSON.stringify(made.arguments ?? {});
  // The vendor opens the arguments with an empty piece.
  const deltas = ["", ...pieces(text, chunkSize)].map((partial_json) => ({ type: "input_json_delta", partial_json }));
  return { whole: { ...head, input: inputOf(made) }, start: { ...head, input: {} }, deltas };
}

function inputOf({ arguments: input, argumentDeltas }: FakeToolUse): JsonObject {
  if (argumentDeltas === undefined) return input ?? {};
  try {
    return JSON.parse(argumentDeltas.join(""));
  } catch {
    // A whole answer holds an object, whatever a stream would have held.
    return {};
  }
}

function signatureIn({ model, body }: MessagesCall, thinking: string): string {
  const messages = isArray(body["messages"]) ? body["messages"] : [];
  const last = messages.at(-1);
  // An answer that goes on with what the assistant said is part of the same message.
  const goesOn = isObject(last) && last["role"] === "assistant";
  return sign({ model, thinking, prefix: prefixBefore(body, messages.length - (goesOn ? 1 : 0)) });
}

/** Pieces as one text. */
function joined(text: string | readonly string[]): string {
  return typeof text === "string" ? text : text.join("");
}
