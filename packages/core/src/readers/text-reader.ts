import type { File, FileReader, FileText, LayerScope } from "@definable/spec";
import { InputError } from "@definable/spec";
import { decodeText } from "./decode-text.ts";
import { fetchFile } from "./fetch-file.ts";

/** What a text reader takes. */
export interface TextReaderOptions {
  /** The most bytes of one file. Default 1,000,000. */
  readonly maxBytes?: number | undefined;
  /** Write JSON over lines with two blanks of indent; JSON that is none stays as it is. Default false. */
  readonly prettyJson?: boolean | undefined;
  /**
   * Whether a file given by `url` may be fetched from here. Whoever gives the file chooses the address, so say yes only to hosts
   * that you know: within your network an address may lead anywhere. https only, redirects are refused. Default: never.
   */
  readonly allowUrl?: ((url: URL) => boolean) | undefined;
}

/**
 * Reads text, Markdown, CSV and JSON: UTF-8, or UTF-16 that says so with its first two bytes. What is no text is refused with
 * `INVALID_INPUT`, in words, rather than guessed at.
 */
export function textReader(options: TextReaderOptions = {}): FileReader {
  const { maxBytes = 1_000_000, prettyJson = false, allowUrl } = options;
  return {
    canRead: (file) => isText(file) && (file.url === undefined || allowed(file.url, allowUrl) !== undefined),
    async read(file, scope): Promise<FileText> {
      const filename = nameOf(file);
      const text = decodeText(await bytesOf(file, scope, { maxBytes, allowUrl }), filename);
      return { filename, text: prettyJson && isJson(file) ? indented(text) : text };
    },
  };
}

const TYPES = /^(text\/.+|application\/(.+\+)?(json|ndjson|x-ndjson|jsonl|csv|markdown|yaml|xml))$/;
const ENDINGS = /\.(txt|text|md|markdown|csv|tsv|json|jsonl|ndjson|log|ya?ml|xml)$/i;

/** By its media type; by the end of its name where the type says nothing. */
function isText(file: File): boolean {
  const type = typeOf(file);
  if (type !== "" && type !== "application/octet-stream") return TYPES.test(type);
  return ENDINGS.test(nameOf(file));
}

const isJson = (file: File): boolean => /[/+]json$/.test(typeOf(file)) || /\.json$/i.test(nameOf(file));

const typeOf = ({ mimeType = "" }: File): string => mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? "";

function nameOf({ filename, url, filepath }: File): string {
  const path = filename ?? filepath ?? (url === undefined ? "" : pathOf(url));
  return path.split(/[/\\]/).at(-1) || "file";
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : "");

/** The address, if it may be fetched. */
function allowed(address: string, allowUrl: TextReaderOptions["allowUrl"]): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === "https:" && allowUrl?.(url) === true ? url : undefined;
}

interface Bounds extends Pick<TextReaderOptions, "allowUrl"> {
  readonly maxBytes: number;
}

async function bytesOf(file: File, { signal }: LayerScope, { maxBytes, allowUrl }: Bounds): Promise<Uint8Array> {
  const filename = nameOf(file);
  if (file.content !== undefined) {
    // Known before it is decoded: four characters are three bytes.
    if ((file.content.length / 4) * 3 - 2 > maxBytes) throw tooLong(filename, maxBytes);
    return fromBase64(file.content, filename);
  }
  if (file.url === undefined) {
    throw new InputError("INVALID_INPUT", `"${filename}" has no content to read. Give its bytes in base64 as content.`);
  }
  const url = allowed(file.url, allowUrl);
  if (url === undefined) {
    throw new InputError(
      "INVALID_INPUT",
      `"${filename}" is given by an address that may not be fetched from here. See the option allowUrl of textReader.`,
    );
  }
  return (await fetchFile(url, { signal, maxBytes })) ?? Promise.reject(tooLong(filename, maxBytes));
}

function tooLong(filename: string, maxBytes: number): InputError {
  return new InputError("INVALID_INPUT", `"${filename}" has more than ${maxBytes} bytes (maxBytes of textReader).`);
}

function fromBase64(content: string, filename: string): Uint8Array {
  try {
    return Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  } catch (cause) {
    throw new InputError("INVALID_INPUT", `The content of "${filename}" is not base64.`, { cause });
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
