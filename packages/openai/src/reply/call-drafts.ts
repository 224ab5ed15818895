import type { ToolCall } from "@definable/spec";
import { fingerprint } from "../fingerprint.ts";
import { isJson } from "../is-json.ts";
import type { WireToolCall } from "./wire-chunk.ts";

/** A tool call that is being written. */
interface Draft {
  readonly index: number;
  id: string;
  name: string;
  readonly pieces: string[];
}

/** What the ids of calls without one are made from. */
export interface CallSource {
  /** The vendor's id of the answer, if it gave one. */
  readonly replyId: string;
  /** How many messages the model answers. */
  readonly turn: number;
  /** Whether the model came to its end: then a call without arguments is meant so. */
  readonly isWhole: boolean;
}

/**
 * The tool calls of an answer, put together from pieces of any size. Most servers number the calls; some number all of
 * them 0, or none, so a piece that brings a new id and a name begins a new call whatever its number.
 */
export class CallDrafts {
  readonly #drafts: Draft[] = [];
  readonly #open: Map<number, Draft> = new Map();

  get isEmpty(): boolean {
    return this.#drafts.length === 0;
  }

  add(piece: WireToolCall): void {
    const draft = this.#draftOf(piece);
    if (draft.id === "") draft.id = piece.id ?? "";
    if (draft.name === "") draft.name = piece.function?.name ?? "";
    const text = piece.function?.arguments;
    if (text === undefined || text === null || text === "") return;
    draft.pieces.push(typeof text === "string" ? text : JSON.stringify(text));
  }

  /**
   * The calls in the model's order, each with an id of its own. Of an answer that was broken off for its length, a call
   * that is not written to its end is no call.
   */
  finish(source: CallSource): ToolCall[] {
    const ids = new Set<string>();
    const calls: ToolCall[] = [];
    for (const draft of this.#drafts.toSorted((a, b) => a.index - b.index)) {
      const text = draft.pieces.join("");
      if (!source.isWhole && !isJson(text)) continue;
      const call = { name: draft.name, arguments: text.trim() === "" ? "{}" : text };
      let id = draft.id;
      for (let salt = 0; id === "" || ids.has(id); salt += 1) id = madeId({ ...call, id: draft.id }, source, salt);
      ids.add(id);
      calls.push({ id, ...call });
    }
    return calls;
  }

  #draftOf(piece: WireToolCall): Draft {
    const known = typeof piece.index === "number" ? this.#open.get(piece.index) : this.#unnumbered(piece);
    if (known !== undefined && !beginsAnother(piece, known)) return known;
    const draft: Draft = { index: piece.index ?? this.#drafts.length, id: "", name: "", pieces: [] };
    this.#drafts.push(draft);
    this.#open.set(draft.index, draft);
    return draft;
  }

  /** A piece without a number belongs to the call of its id; without that, to the last call, unless it has a name. */
  #unnumbered(piece: WireToolCall): Draft | undefined {
    if (isGiven(piece.id)) {
      const known = this.#drafts.find((draft) => draft.id === piece.id);
      if (known !== undefined || isGiven(piece.function?.name)) return known;
    }
    return isGiven(piece.function?.name) ? undefined : this.#drafts.at(-1);
  }
}

const isGiven = (text: string | null | undefined): text is string => text !== undefined && text !== null && text !== "";

const beginsAnother = (piece: WireToolCall, known: Draft): boolean =>
  isGiven(piece.id) && known.id !== "" && piece.id !== known.id && isGiven(piece.function?.name);

/** An id made from data alone, so that a replay makes the same one. */
function madeId(call: ToolCall, { replyId, turn }: CallSource, salt: number): string {
  return `call_${fingerprint([replyId, turn, salt, call.id, call.name, call.arguments].join("\n"))}`;
}
