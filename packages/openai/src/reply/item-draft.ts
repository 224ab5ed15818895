import { PIECE_BREAK } from "../items/layout.ts";
import type { WireContent, WireItem } from "./wire-response.ts";

/** What a listener hears of an answer. */
export interface Heard {
  readonly text?: string | undefined;
  readonly reasoning?: string | undefined;
}

/** Nothing to hear, but the model is at work. */
export const SILENT: Heard = {};

/**
 * An item that is being written. Text is kept in parts and joined once: a string that grows by `+=` would hold ten times
 * the memory for as long as somebody keeps the reply.
 */
export class ItemDraft {
  #wire: WireItem = {};
  readonly #text: string[] = [];
  readonly #refusal: string[] = [];
  readonly #arguments: string[] = [];
  readonly #thoughts: Map<string, string[]> = new Map();

  /** The item as the vendor last described it. */
  get wire(): WireItem {
    return this.#wire;
  }

  get text(): string {
    return this.#text.join("");
  }

  get refusal(): string {
    return this.#refusal.join("");
  }

  /** JSON text, as the model wrote it. */
  get arguments(): string {
    const whole = this.#wire.arguments;
    if (this.#arguments.length > 0 || whole === undefined || whole === null) return this.#arguments.join("");
    return typeof whole === "string" ? whole : JSON.stringify(whole);
  }

  /** What was thought, piece by piece. */
  get thoughts(): readonly string[] {
    return [...this.#thoughts.values()].map((pieces) => pieces.join(""));
  }

  begin(item: WireItem): void {
    this.#wire = item;
  }

  speak(delta: string): Heard {
    this.#text.push(delta);
    return { text: delta };
  }

  refuse(delta: string): Heard {
    this.#refusal.push(delta);
    return SILENT;
  }

  write(delta: string): Heard {
    this.#arguments.push(delta);
    return SILENT;
  }

  /** `piece` names the piece of the thought: a new one is heard after a break. */
  think(piece: string, delta: string): Heard {
    const known = this.#thoughts.get(piece);
    known?.push(delta);
    if (known !== undefined) return { reasoning: delta };
    const isFirst = this.#thoughts.size === 0;
    this.#thoughts.set(piece, [delta]);
    return { reasoning: isFirst ? delta : `${PIECE_BREAK}${delta}` };
  }

  /** Takes in the whole item, and gives back what of it was not heard yet: servers need not send every piece. */
  complete(item: WireItem): Heard {
    this.#wire = { ...this.#wire, ...item };
    if (item.type === "reasoning") return this.#thoughts.size > 0 ? SILENT : this.#thinkAll(item);
    if (item.type !== "message") return SILENT;
    const content = item.content ?? [];
    if (this.#refusal.length === 0) for (const { refusal } of content) if (refusal) this.#refusal.push(refusal);
    if (this.#text.length > 0) return SILENT;
    for (const { text } of content) if (text) this.#text.push(text);
    return { text: this.text };
  }

  #thinkAll({ content, summary }: WireItem): Heard {
    const said = (pieces: readonly WireContent[] | null | undefined): readonly string[] =>
      (pieces ?? []).flatMap(({ text }) => (text ? [text] : []));
    const heard = [...said(summary), ...said(content)].map((text, index) => this.think(`whole-${index}`, text));
    return { reasoning: heard.map(({ reasoning = "" }) => reasoning).join("") };
  }
}
