/** A table in Markdown. A bar inside a cell would end it, so it is escaped. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return [head, head.map(() => "---"), ...rows].map(line).join("\n");
}

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** A name as code. */
export const code = (name: string): string => `\`${name}\``;
