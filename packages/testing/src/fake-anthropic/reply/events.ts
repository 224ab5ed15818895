import type { JsonObject } from "@definable/spec";
import type { MessagesCall } from "../requests/messages-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { blocksOf } from "./blocks.ts";
import { endOf, headOf } from "./message.ts";
import { countsOf, openingUsageOf } from "./usage.ts";

/** The data of the events of a streamed reply, in order. Each names its event in `type`. */
export function eventsOf(reply: ReplyOptions, call: MessagesCall): readonly JsonObject[] {
  const opening = openingUsageOf(reply, call);
  const empty = { content: [], stop_reason: null, stop_sequence: null, stop_details: null };
  const head = { ...headOf(reply, call), ...empty, ...(opening === undefined ? {} : { usage: opening }) };
  const { stop_reason: reason = null, ...end } = endOf(reply);
  const usage = countsOf(reply, call);
  return [
    { type: "message_start", message: head },
    ...blockEvents(reply, call),
    // A server that never says why it stopped just stops.
    ...(reason === null
      ? []
      : [
          {
            type: "message_delta",
            delta: { stop_reason: reason, ...end, container: null },
            ...(usage === undefined ? {} : { usage }),
          },
          { type: "message_stop" },
        ]),
  ];
}

function blockEvents(reply: ReplyOptions, call: MessagesCall): readonly JsonObject[] {
  const pings = Array.from({ length: reply.pings ?? 1 }, () => ({ type: "ping" }));
  const blocks = blocksOf(reply, call);
  if (blocks.length === 0) return pings;
  return blocks.flatMap(({ start, deltas }, index) => [
    { type: "content_block_start", index, content_block: start },
    ...(index === 0 ? pings : []),
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ]);
}
