/** A fenced block of a page. */
export interface CodeBlock {
  readonly language: string;
  /** With its last line break. */
  readonly text: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, in order. */
export function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => ({
    language: match[1] ?? "",
    text: match[2] ?? "",
    line: page.slice(0, match.index).split("\n").length,
  }));
}

/** The page without its fenced blocks and its code between ticks: what is prose. */
export function prose(page: string): string {
  return page.replaceAll(/^```.*?^```$/gms, "").replaceAll(/`[^`\n]*`/g, "");
}

/** Whether the block is a source file, or whole lines of it that stand deeper there by the same indent. */
export function isRegionOf(block: string, source: string): boolean {
  const wanted = block.trimEnd().split("\n");
  const lines = source.split("\n");
  return lines.some((first, start) => {
    const indent = /^ */.exec(first)?.[0] ?? "";
    return wanted.every((line, index) => lines[start + index] === (line === "" ? "" : indent + line));
  });
}
