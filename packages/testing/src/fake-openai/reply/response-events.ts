import type { JsonObject } from "@definable/spec";
import type { ResponsesCall } from "../requests/responses-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { shown } from "../validate/issue.ts";
import { contentPart, outputItems } from "./output-items.ts";
import type { ItemDelta, OutputItem } from "./output-items.ts";
import { closedResponse, failedResponse, openResponse } from "./response-object.ts";

/** The events of a streamed response, in order. */
export function responseEvents(reply: ReplyOptions, call: ResponsesCall): readonly JsonObject[] {
  const items = outputItems(reply, call);
  const open = openResponse(reply, call);
  const closed = closedResponse(reply, call, items);
  return numbered([
    { type: "response.created", response: open },
    { type: "response.in_progress", response: open },
    ...items.flatMap((item, index) => itemEvents(item, { index, call })),
    // A server that never says why it stopped hangs up.
    ...(reply.finishReason === null ? [] : [{ type: `response.${shown(closed["status"])}`, response: closed }]),
  ]);
}

/** The event that comes in place of the rest. */
export function errorEvent(reply: ReplyOptions, call: ResponsesCall, error: VendorError): JsonObject {
  if (reply.errorEvent === "response.failed") {
    return { type: "response.failed", response: failedResponse(reply, call, error) };
  }
  const { code, message, param } = error;
  return { type: "error", code, message, param };
}

/** Counts the events, as each of them says. */
export function numbered(events: readonly JsonObject[]): readonly JsonObject[] {
  return events.map(({ type, ...rest }, index) => ({ type: type ?? "", sequence_number: index, ...rest }));
}

interface Place {
  readonly index: number;
  readonly call: ResponsesCall;
}

function itemEvents({ deltas, whole }: OutputItem, { index, call }: Place): readonly JsonObject[] {
  const opening = { ...whole, ...(whole["status"] === undefined ? {} : { status: "in_progress" }) };
  const at = { item_id: whole["id"] ?? null, output_index: index };
  return [
    { type: "response.output_item.added", output_index: index, item: { ...opening, ...emptied(whole) } },
    ...deltas.flatMap((delta, part) => partEvents(delta, { at, part, call })),
    { type: "response.output_item.done", output_index: index, item: whole },
  ];
}

/** What an item does not say yet when it is announced. */
function emptied({ type }: JsonObject): JsonObject {
  if (type === "reasoning") return { summary: [] };
  if (type === "message") return { content: [] };
  return type === "function_call" ? { arguments: "" } : {};
}

interface PartPlace {
  readonly at: JsonObject;
  readonly part: number;
  readonly call: ResponsesCall;
}

function partEvents({ kind, pieces }: ItemDelta, { at, call, part }: PartPlace): readonly JsonObject[] {
  const whole = pieces.join("");
  const padded = (delta: string): JsonObject =>
    call.obfuscation ? { delta, obfuscation: "x".repeat(16 - (delta.length % 16)) } : { delta };
  switch (kind) {
    case "summary": {
      const where = { ...at, summary_index: part };
      const piece = (text: string): JsonObject => ({ part: { type: "summary_text", text } });
      return [
        { type: "response.reasoning_summary_part.added", ...where, ...piece("") },
        ...pieces.map((delta) => ({ type: "response.reasoning_summary_text.delta", ...where, ...padded(delta) })),
        { type: "response.reasoning_summary_text.done", ...where, text: whole },
        { type: "response.reasoning_summary_part.done", ...where, ...piece(whole) },
      ];
    }
    case "text":
    case "refusal": {
      const where = { ...at, content_index: part };
      const name = kind === "text" ? "response.output_text" : "response.refusal";
      const more = kind === "text" ? { logprobs: [] } : {};
      return [
        { type: "response.content_part.added", ...where, part: contentPart(kind, "") },
        ...pieces.map((delta) => ({ type: `${name}.delta`, ...where, ...more, ...padded(delta) })),
        { type: `${name}.done`, ...where, ...more, [kind]: whole },
        { type: "response.content_part.done", ...where, part: contentPart(kind, whole) },
      ];
    }
    case "arguments":
      return [
        ...pieces.map((delta) => ({ type: "response.function_call_arguments.delta", ...at, ...padded(delta) })),
        { type: "response.function_call_arguments.done", ...at, arguments: whole },
      ];
    default:
      return kind satisfies never;
  }
}
