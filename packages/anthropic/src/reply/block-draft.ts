import type { JsonObject } from "@definable/spec";
import type { WireBlock, WireDelta } from "./wire-event.ts";

/** A block of the answer that is being written. */
export class BlockDraft {
  readonly type: string;
  readonly start: WireBlock;
  readonly #pieces: string[] = [];
  readonly #citations: JsonObject[] = [];
  #signature: string;

  constructor(start: WireBlock) {
    this.type = start.type ?? "";
    this.start = start;
    this.#signature = start.signature ?? "";
    const begun = this.type === "thinking" ? start.thinking : this.type === "text" ? start.text : undefined;
    if (begun) this.#pieces.push(begun);
    if (start.citations) this.#citations.push(...start.citations);
  }

  add(delta: WireDelta): void {
    if (delta.signature !== undefined) this.#signature += delta.signature;
    if (delta.citation !== undefined) this.#citations.push(delta.citation);
    const piece = delta.text ?? delta.thinking ?? delta.partial_json;
    if (piece) this.#pieces.push(piece);
  }

  /** What was said, thought, or asked of a tool as JSON. */
  get text(): string {
    const said = this.#pieces.join("");
    if (this.type !== "tool_use" || said !== "") return said;
    const { input } = this.start;
    return input === undefined || input === null ? "{}" : JSON.stringify(input);
  }

  get signature(): string | undefined {
    return this.#signature === "" ? undefined : this.#signature;
  }

  /** Whether the block says where its words are from, which has no word here and has to come back with them. */
  get isCited(): boolean {
    return this.#citations.length > 0;
  }

  /** The block as the vendor takes it back. */
  get raw(): JsonObject {
    const said = this.#pieces.join("");
    // It came as JSON, whatever its type says.
    const start = this.start as JsonObject;
    switch (this.type) {
      case "text":
        return { ...start, text: said, ...(this.isCited ? { citations: this.#citations } : {}) };
      case "thinking":
        return { type: "thinking", thinking: said, signature: this.#signature };
      default:
        // A tool that the vendor runs himself is asked in pieces as well.
        return { ...start, ...(said === "" ? {} : { input: parsed(said) }) };
    }
  }
}

function parsed(text: string): JsonObject {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
