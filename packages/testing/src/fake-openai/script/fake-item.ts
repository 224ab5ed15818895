import type { JsonObject } from "@definable/spec";
import type { FakeToolCall } from "./fake-tool-call.ts";

/** What was thought, sealed: the request decides whether the seal is sent. */
export interface FakeReasoningItem {
  readonly type: "reasoning";
  /** The pieces of the summary. Default none: it is not shown. */
  readonly summary?: readonly string[] | undefined;
}

/** Words. */
export interface FakeMessageItem {
  readonly type: "message";
  /** What is said. */
  readonly text: string;
  /** Whether it is said on the way or in the end. Default: not sent. */
  readonly phase?: "commentary" | "final_answer" | undefined;
}

/** A call of a tool. */
export interface FakeCallItem extends FakeToolCall {
  readonly type: "function_call";
}

/** An item that has no form here, such as a search that the vendor ran himself. */
export interface FakeOtherItem {
  readonly type: "other";
  /** Sent as it stands. */
  readonly item: JsonObject;
}

/** One item of an answer of the Responses API. */
export type FakeItem = FakeReasoningItem | FakeMessageItem | FakeCallItem | FakeOtherItem;
