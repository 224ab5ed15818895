import { readFile } from "node:fs/promises";

/** A file of the page, as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly content: string;
}

const HTML = "text/html; charset=utf-8";
const CSS = "text/css; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";
const SVG = "image/svg+xml";

/** What is served where: this list and nothing else, so that no path can lead anywhere. */
const FILES: readonly (readonly [path: string, file: string, type: string])[] = [
  ["/", "index.html", HTML],
  ["/style.css", "style.css", CSS],
  ["/conversation.css", "conversation.css", CSS],
  ["/icon.svg", "icon.svg", SVG],
  ["/app.js", "app.js", SCRIPT],
  ["/elements.js", "elements.js", SCRIPT],
  ["/figures.js", "figures.js", SCRIPT],
  ["/server.js", "server.js", SCRIPT],
  ["/sse.js", "sse.js", SCRIPT],
  ["/tool-card.js", "tool-card.js", SCRIPT],
  ["/turn.js", "turn.js", SCRIPT],
];

/** Reads the page once. It is not compiled, so source and build read the same files. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = new URL("../src/page/", import.meta.url);
  const entries = FILES.map(
    async ([path, file, type]) => [path, { type, content: await readFile(new URL(file, folder), "utf8") }] as const,
  );
  return new Map(await Promise.all(entries));
}
