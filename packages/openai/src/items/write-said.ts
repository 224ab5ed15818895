import type { AssistantMessage, Image, JsonObject, ReasoningPart, ToolCall } from "@definable/spec";
import type {
  ResponseFunctionToolCall,
  ResponseInputItem,
  ResponseOutputMessage,
  ResponseReasoningItem,
} from "openai/resources/responses/responses";
import { callId } from "../messages/call-id.ts";
import { functionName } from "../messages/function-name.ts";
import { PIECE_BREAK, readLayout } from "./layout.ts";
import type { Layout, MessageEntry, ReasoningEntry } from "./layout.ts";
import type { ResponsesTarget } from "./responses-target.ts";

/** What a model said, in the items in which it said it, and the ids that the vendor knows them by. */
export interface SaidItems {
  readonly items: readonly ResponseInputItem[];
  readonly ids: readonly string[];
}

/**
 * What this very model said before, item by item, its sealed thoughts among them. Undefined when it was another model or
 * server, when nobody kept the items, or when the message was changed since: the vendor would refuse the whole request.
 */
export function writeSaid(message: AssistantMessage, target: ResponsesTarget): SaidItems | undefined {
  if (message.provider !== target.provider || message.model !== target.id) return undefined;
  const layout = readLayout(message.providerData?.[target.provider], target.server);
  const thoughts = (message.reasoning ?? []).filter((part) => sealOf(part) !== "");
  if (layout === undefined || !fits(layout, message, thoughts)) return undefined;
  return inOrder(layout, message, thoughts);
}

/** What a model said before, in words alone. */
export function writePlain({ audio, content, refusal, toolCalls = [] }: AssistantMessage): ResponseInputItem[] {
  const text = content !== "" ? content : (audio?.transcript ?? refusal ?? "");
  const items: ResponseInputItem[] = text === "" ? [] : [{ role: "assistant", content: text }];
  for (const call of toolCalls) items.push(writeCall(call));
  return items;
}

function fits(layout: Layout, { content, refusal, toolCalls = [] }: AssistantMessage, thoughts: Thoughts): boolean {
  let length = 0;
  let sealed = 0;
  const callIds: string[] = [];
  for (const entry of layout) {
    if (entry.type === "message") {
      length += entry.length;
      if (entry.refusal === true && refusal === undefined) return false;
    } else if (entry.type === "call") callIds.push(entry.callId);
    else if (entry.type === "reasoning") sealed += 1;
  }
  const calls = toolCalls.map(({ id }) => id);
  return (
    length === content.length &&
    sealed === thoughts.length &&
    JSON.stringify(callIds) === JSON.stringify(calls) &&
    // Nothing would follow the last thought.
    layout.at(-1)?.type !== "reasoning"
  );
}

type Thoughts = readonly ReasoningPart[];

function inOrder(layout: Layout, message: AssistantMessage, thoughts: Thoughts): SaidItems {
  const left = [...thoughts];
  const calls = [...(message.toolCalls ?? [])];
  const images = [...(message.images ?? [])];
  const items: ResponseInputItem[] = [];
  const ids: string[] = [];
  let said = 0;
  for (const entry of layout) {
    ids.push(...(entry.type === "other" ? idOf(entry.item) : [entry.id]));
    if (entry.type === "reasoning") items.push(writeThought(entry, left.shift()));
    else if (entry.type === "other") items.push(writeOther(entry.item, images));
    else if (entry.type === "call") items.push(...calls.splice(0, 1).map((call) => writeCall(call, entry.id)));
    else {
      items.push(writeWords(entry, message, said));
      said += entry.length;
    }
  }
  return { items, ids };
}

/** An item of the vendor's own goes back as it came. Only its picture was kept elsewhere. */
function writeOther(item: JsonObject, images: Image[]): ResponseInputItem {
  const isPicture = item["type"] === "image_generation_call";
  const whole = isPicture ? { ...item, result: images.shift()?.content ?? null } : item;
  // It came from the vendor.
  return whole as unknown as ResponseInputItem;
}

const idOf = ({ id }: JsonObject): readonly string[] => (typeof id === "string" ? [id] : []);

/** The thought in the form that only the vendor can read. */
const sealOf = ({ redacted, signature }: ReasoningPart): string => redacted ?? signature ?? "";

function writeThought({ id, summary }: ReasoningEntry, part: ReasoningPart = { text: "" }): ResponseReasoningItem {
  const pieces: string[] = [];
  let at = 0;
  for (const length of summary) {
    pieces.push(part.text.slice(at, at + length));
    at += length + PIECE_BREAK.length;
  }
  // What the summary says does not count; a changed one is better left out.
  const isWhole = pieces.join(PIECE_BREAK) === part.text;
  return {
    type: "reasoning",
    id,
    summary: isWhole ? pieces.map((text) => ({ type: "summary_text", text })) : [],
    encrypted_content: sealOf(part),
  };
}

function writeWords(entry: MessageEntry, { content, refusal }: AssistantMessage, at: number): ResponseOutputMessage {
  const text = content.slice(at, at + entry.length);
  return {
    type: "message",
    id: entry.id,
    role: "assistant",
    status: "completed",
    content: [
      ...(text === "" && entry.refusal ? [] : [{ type: "output_text" as const, text, annotations: [] }]),
      ...(entry.refusal && refusal !== undefined ? [{ type: "refusal" as const, refusal }] : []),
    ],
    // The vendor's word, given back to the vendor.
    ...(entry.phase === undefined ? {} : { phase: entry.phase as "commentary" | "final_answer" }),
  };
}

function writeCall(call: ToolCall, id?: string): ResponseFunctionToolCall {
  return {
    type: "function_call",
    ...(id === undefined ? {} : { id }),
    call_id: callId(call.id),
    name: functionName(call.name),
    arguments: call.arguments === "" ? "{}" : call.arguments,
  };
}
