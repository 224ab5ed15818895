import type { JsonObject } from "@definable/spec";
import type { ChatCall } from "../requests/chat-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { audioDeltas, audioHead } from "./audio.ts";
import { contentOf } from "./content.ts";
import { pieces } from "../../fake-server/reply/pieces.ts";
import { argumentDeltas, toolCallHead } from "./tool-calls.ts";

/** The `delta` objects of a streamed reply, in order, without the one that ends it. */
export function deltasOf(reply: ReplyOptions, call: ChatCall): readonly JsonObject[] {
  if (reply.deltas !== undefined) return reply.deltas;
  const size = reply.chunkSize;
  const field = reply.reasoningField ?? "reasoning_content";
  return [
    ...openingDeltas(reply, call),
    ...pieces(reply.reasoning, size).map((piece) => ({ [field]: piece })),
    ...pieces(reply.text ?? contentOf(reply) ?? "", size).map((content) => ({ content })),
    ...pieces(reply.refusal, size).map((refusal) => ({ refusal })),
    ...(reply.audio ? audioDeltas(reply.audio, call, size).map((audio) => ({ audio })) : []),
    ...callDeltas(reply, call),
  ];
}

/** The role comes first; a single call that nothing precedes comes in the same delta, as the vendor sends it. */
function openingDeltas(reply: ReplyOptions, call: ChatCall): readonly JsonObject[] {
  const content = contentOf(reply) === null ? null : "";
  const opening = { role: "assistant", content, refusal: reply.refusal === undefined ? null : "" };
  if (reply.audio) return [{ ...opening, audio: audioHead(reply.audio, call) }];
  const only = singleCall(reply);
  return [only ? { ...opening, tool_calls: [toolCallHead(only, call, 0)] } : opening];
}

function callDeltas(reply: ReplyOptions, call: ChatCall): readonly JsonObject[] {
  const alone = singleCall(reply) !== undefined;
  const perCall = (reply.toolCalls ?? []).map((made, index) => [
    ...(alone ? [] : [toolCallHead(made, call, index)]),
    ...argumentDeltas(made, index, reply.chunkSize),
  ]);
  const entries = reply.interleave ? inTurn(perCall) : perCall.flat();
  return entries.map((entry) => ({ tool_calls: [entry] }));
}

function singleCall(reply: ReplyOptions): NonNullable<ReplyOptions["toolCalls"]>[number] | undefined {
  const silent = contentOf(reply) === null && reply.reasoning === undefined && reply.refusal === undefined;
  return silent && !reply.audio && reply.toolCalls?.length === 1 ? reply.toolCalls[0] : undefined;
}

function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}
