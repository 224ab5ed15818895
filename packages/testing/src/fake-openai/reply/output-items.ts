import type { JsonObject } from "@definable/spec";
import { pieces } from "../../fake-server/reply/pieces.ts";
import type { ResponsesCall } from "../requests/responses-call.ts";
import type { FakeItem } from "../script/fake-item.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { contentOf, joined } from "./content.ts";
import { itemId, seal, thoughtfulId } from "./seal.ts";
import { argumentText } from "./tool-calls.ts";
import { shown } from "../validate/issue.ts";

/** An item of a response, whole, and the pieces in which a stream brings what it says. */
export interface OutputItem {
  readonly whole: JsonObject;
  readonly deltas: readonly ItemDelta[];
}

/** The pieces of one part of an item. */
export interface ItemDelta {
  readonly kind: "summary" | "text" | "refusal" | "arguments";
  readonly pieces: readonly string[];
}

/** An item before it has its id. */
interface Draft {
  readonly prefix: string;
  readonly type: string;
  readonly fields: JsonObject;
  readonly deltas: readonly ItemDelta[];
  /** An item that is sent as it stands. */
  readonly given?: JsonObject | undefined;
}

/** The items of a reply, in order. */
export function outputItems(reply: ReplyOptions, call: ResponsesCall): readonly OutputItem[] {
  const drafts = reply.output?.map((item, index) => draftOf(item, { reply, call, index })) ?? usualDrafts(reply, call);
  const ids = drafts.map(({ given, prefix }, index) => {
    if (typeof given?.["id"] === "string") return given["id"];
    const id = itemId(prefix, call.number, index);
    return drafts[index - 1]?.type === "reasoning" && prefix !== "rs" ? thoughtfulId(id) : id;
  });
  return drafts.map(({ deltas, fields, given, type }, index) => {
    const next = { type: drafts[index + 1]?.type ?? "", id: ids[index + 1] ?? "" };
    const id = ids[index] ?? "";
    const sealed =
      type === "reasoning" && call.seals ? { encrypted_content: seal({ id, model: call.model, next }) } : {};
    return { whole: given ?? { id, type, ...sealed, ...fields }, deltas };
  });
}

function usualDrafts(reply: ReplyOptions, call: ResponsesCall): readonly Draft[] {
  const { chunkSize, reasoning, refusal, toolCalls = [] } = reply;
  const drafts: Draft[] = [];
  if (reasoning !== undefined) drafts.push(thought([pieces(reasoning, chunkSize)]));
  const content = contentOf(reply);
  if (content !== null || refusal !== undefined) {
    drafts.push(
      message([
        ...(content === null ? [] : [{ kind: "text" as const, pieces: pieces(reply.text ?? content, chunkSize) }]),
        ...(refusal === undefined ? [] : [{ kind: "refusal" as const, pieces: pieces(refusal, chunkSize) }]),
      ]),
    );
  }
  for (const made of toolCalls) {
    drafts.push(draftOf({ type: "function_call", ...made }, { reply, call, index: drafts.length }));
  }
  return drafts;
}

interface Place {
  readonly reply: ReplyOptions;
  readonly call: ResponsesCall;
  readonly index: number;
}

function draftOf(item: FakeItem, { reply, call, index }: Place): Draft {
  const { chunkSize: size } = reply;
  switch (item.type) {
    case "reasoning":
      return thought((item.summary ?? []).map((text) => pieces(text, size)));
    case "message": {
      const draft = message([{ kind: "text", pieces: pieces(item.text, size) }]);
      return item.phase === undefined ? draft : { ...draft, fields: { ...draft.fields, phase: item.phase } };
    }
    case "function_call": {
      const made = `${String(call.number).padStart(10, "0")}${String(index).padStart(10, "0")}`;
      const text = argumentText(item);
      return {
        prefix: "fc",
        type: "function_call",
        fields: { status: "completed", arguments: text, call_id: item.id ?? `call_fake${made}`, name: item.name },
        deltas: [{ kind: "arguments", pieces: pieces(item.argumentDeltas ?? text, size) }],
      };
    }
    case "other":
      return { prefix: "item", type: shown(item.item["type"]), fields: {}, deltas: [], given: item.item };
    default:
      return item satisfies never;
  }
}

function thought(summary: readonly (readonly string[])[]): Draft {
  const said = summary.filter((parts) => parts.length > 0);
  return {
    prefix: "rs",
    type: "reasoning",
    fields: { summary: said.map((parts) => ({ type: "summary_text", text: joined(parts) ?? "" })) },
    deltas: said.map((parts) => ({ kind: "summary", pieces: parts })),
  };
}

function message(deltas: readonly ItemDelta[]): Draft {
  return {
    prefix: "msg",
    type: "message",
    fields: {
      status: "completed",
      content: deltas.map((delta) => contentPart(delta.kind, joined(delta.pieces) ?? "")),
      role: "assistant",
    },
    deltas,
  };
}

/** A part of a message. */
export function contentPart(kind: ItemDelta["kind"], text: string): JsonObject {
  if (kind === "refusal") return { type: "refusal", refusal: text };
  return { type: "output_text", annotations: [], logprobs: [], text };
}
