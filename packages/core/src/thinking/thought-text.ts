import type { JsonValue } from "@definable/spec";
import { PartialJson } from "../shape/partial-json.ts";

const FIELDS = ["analysis", "approach"] as const;

/** Tells a thought as text while it comes as JSON: the words of its fields, without the quotes. */
export class ThoughtText {
  readonly #tell: (delta: string) => void;
  readonly #json = new PartialJson();
  readonly #told: string[] = [];
  readonly #lengths: { [Field in (typeof FIELDS)[number]]: number } = { analysis: 0, approach: 0 };
  #last: string | undefined;
  #heard = 0;

  constructor(tell: (delta: string) => void) {
    this.#tell = tell;
  }

  /** All that was told. */
  get whole(): string {
    return this.#told.join("");
  }

  /** The model says this much more. */
  hear(delta: string): void {
    this.#heard += delta.length;
    const partial = this.#json.add(delta);
    if (!isObject(partial)) return;
    for (const field of FIELDS) {
      const said = partial[field];
      if (typeof said === "string" && said.length > this.#lengths[field]) this.#say(field, said);
    }
  }

  /** The model is done. What it said in another shape is told as it stands. */
  end(content: string): void {
    if (content.length > this.#heard) this.hear(content.slice(this.#heard));
    if (this.#told.length === 0 && content.trim() !== "") this.#add(content.trim());
  }

  #say(field: (typeof FIELDS)[number], said: string): void {
    const isNext = this.#last !== undefined && this.#last !== field;
    const delta = said.slice(this.#lengths[field]);
    this.#lengths[field] = said.length;
    this.#last = field;
    this.#add(isNext ? `\n\n${delta}` : delta);
  }

  #add(delta: string): void {
    this.#told.push(delta);
    this.#tell(delta);
  }
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
