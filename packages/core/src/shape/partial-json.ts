import type { JsonValue } from "@definable/spec";

type Container = JsonValue[] | { [key: string]: JsonValue };

/** A container that is open, and where its next value goes. */
interface Frame {
  value: Container;
  key: string;
  size: number;
}

/** What comes next in the text. */
type Expected =
  | "begin"
  | "fence"
  | "value"
  | "item"
  | "key"
  | "field"
  | "colon"
  | "comma"
  | "text"
  | "name"
  | "word"
  | "nothing";

const SPACE = /\s/;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
/** Up to this many entries of open containers are copied for each piece. */
const FREE = 64;

/**
 * Reads JSON that comes in pieces. After each piece it gives what can be read so far: texts as far as they have come, numbers
 * and words when they are whole, keys when their value has begun. Each value stays as it is: what is still open is copied
 * before it changes, and of large values only now and then, so that all of it costs as much as the text is long.
 */
export class PartialJson {
  #root: JsonValue | undefined;
  #given: JsonValue | undefined;
  readonly #open: Frame[] = [];
  #expected: Expected = "begin";
  /** The text, key, number or word that is being read. */
  #token = "";
  /** The escape that is being read, with its backslash. */
  #escape = "";
  #openSize = 0;
  #grown = 0;
  #isGiven = false;

  /** Reads on. Returns the value so far; undefined when there is none yet, or the text is no JSON. */
  add(piece: string): JsonValue | undefined {
    if (this.#expected === "nothing") return this.#given;
    if (this.#isGiven) this.#unshare();
    this.#grown += piece.length;
    for (let at = 0; at < piece.length;) at = this.#read(piece, at);
    return this.#give();
  }

  /** Reads on from a place. Returns the next one. */
  #read(piece: string, at: number): number {
    if (this.#expected === "nothing") return piece.length;
    if (this.#expected === "text" || this.#expected === "name") return this.#readText(piece, at);
    const char = piece[at] ?? "";
    if (this.#expected === "word") {
      if (/[\w.+-]/.test(char)) {
        this.#token += char;
        return at + 1;
      }
      this.#endWord();
      return at;
    }
    if (this.#expected === "fence") {
      if (char === "\n") this.#expected = "value";
    } else if (!SPACE.test(char)) this.#take(char);
    return at + 1;
  }

  #take(char: string): void {
    switch (this.#expected) {
      case "begin":
        if (char === "`") this.#expected = "fence";
        else this.#begin(char);
        return;
      case "item":
        if (char === "]") return this.#close();
        return this.#begin(char);
      case "value":
        return this.#begin(char);
      case "key":
        if (char === "}") return this.#close();
        return this.#beginName(char);
      case "field":
        return this.#beginName(char);
      case "colon":
        if (char !== ":") return this.#stop();
        this.#expected = "value";
        return;
      case "comma":
        return this.#separate(char);
      case "fence":
      case "text":
      case "name":
      case "word":
      case "nothing":
        return;
      default:
        this.#expected satisfies never;
    }
  }

  #begin(char: string): void {
    if (char === "{") this.#enter({}, "key");
    else if (char === "[") this.#enter([], "item");
    else if (char === '"') {
      this.#token = "";
      this.#expected = "text";
      this.#put("");
    } else if (/[-\dtfn]/.test(char)) {
      this.#token = char;
      this.#expected = "word";
    } else this.#stop();
  }

  #beginName(char: string): void {
    if (char !== '"') return this.#stop();
    this.#token = "";
    this.#expected = "name";
  }

  #enter(value: Container, expected: Expected): void {
    this.#put(value);
    this.#open.push({ value, key: "", size: 0 });
    this.#expected = expected;
  }

  #close(): void {
    this.#openSize -= this.#open.pop()?.size ?? 0;
    this.#settle();
  }

  #separate(char: string): void {
    const isList = Array.isArray(this.#open.at(-1)?.value);
    if (char === ",") this.#expected = isList ? "value" : "field";
    else if (char === (isList ? "]" : "}")) this.#close();
    else this.#stop();
  }

  /** A value is whole. */
  #settle(): void {
    this.#expected = this.#open.length === 0 ? "nothing" : "comma";
  }

  #endWord(): void {
    const value = wordOf(this.#token);
    if (value === undefined) return this.#stop();
    this.#put(value);
    this.#settle();
  }

  #readText(piece: string, at: number): number {
    if (this.#escape !== "") {
      this.#readEscape(piece[at] ?? "");
      return at + 1;
    }
    let end = at;
    while (end < piece.length && piece[end] !== '"' && piece[end] !== "\\") end += 1;
    this.#token += piece.slice(at, end);
    if (end === piece.length) return end;
    if (piece[end] === "\\") this.#escape = "\\";
    else this.#endText();
    return end + 1;
  }

  #endText(): void {
    const frame = this.#open.at(-1);
    if (this.#expected === "name" && frame !== undefined) {
      frame.key = this.#token;
      this.#expected = "colon";
      return;
    }
    this.#replace(this.#token);
    this.#settle();
  }

  #readEscape(char: string): void {
    this.#escape += char;
    const isCode = this.#escape[1] === "u";
    if (isCode && this.#escape.length < 6) return;
    this.#token += isCode ? String.fromCharCode(Number.parseInt(this.#escape.slice(2), 16)) : (ESCAPES[char] ?? char);
    this.#escape = "";
  }

  /** Puts a value where the next one goes. */
  #put(value: JsonValue): void {
    const frame = this.#open.at(-1);
    if (frame === undefined) {
      this.#root = value;
      return;
    }
    frame.size += 1;
    this.#openSize += 1;
    if (Array.isArray(frame.value)) frame.value.push(value);
    else setOwn(frame.value, frame.key, value);
  }

  /** Puts a value in the place of the last one. */
  #replace(value: JsonValue): void {
    const frame = this.#open.at(-1);
    if (frame === undefined) this.#root = value;
    else if (Array.isArray(frame.value)) frame.value[frame.value.length - 1] = value;
    else setOwn(frame.value, frame.key, value);
  }

  #stop(): void {
    this.#expected = "nothing";
    this.#root = undefined;
  }

  /** What is given stays as it is: containers that go on growing are copied, from the outermost to the innermost. */
  #unshare(): void {
    this.#isGiven = false;
    let outer: Frame | undefined;
    for (const frame of this.#open) {
      frame.value = Array.isArray(frame.value) ? [...frame.value] : { ...frame.value };
      if (outer === undefined) this.#root = frame.value;
      else if (Array.isArray(outer.value)) outer.value[outer.value.length - 1] = frame.value;
      else setOwn(outer.value, outer.key, frame.value);
      outer = frame;
    }
  }

  #give(): JsonValue | undefined {
    // A large value is given again only when the text has grown with it.
    const isDue = this.#openSize <= FREE || this.#grown >= this.#openSize || this.#expected === "nothing";
    if (!isDue) return this.#given;
    this.#grown = 0;
    if (this.#expected === "text") this.#replace(this.#token);
    // A number at the root has no end but the end of the text.
    if (this.#expected === "word" && this.#open.length === 0) this.#root = wordOf(this.#token);
    this.#given = this.#root;
    this.#isGiven = true;
    return this.#given;
  }
}

/** A key such as `__proto__` is a key like any other. */
function setOwn(target: { [key: string]: JsonValue }, key: string, value: JsonValue): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** The number, truth or null that a word stands for; undefined when it is none. */
function wordOf(word: string): JsonValue | undefined {
  if (!/^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(word)) return undefined;
  return word === "true" ? true : word === "false" ? false : word === "null" ? null : Number(word);
}
