/** The lines of two texts as a unified difference, all of them in one piece; empty when the texts are the same. */
export function lineDiff(before: string, after: string): string {
  if (before === after) return "";
  const a = linesOf(before);
  const b = linesOf(after);
  const header = `@@ -${start(a)},${a.length} +${start(b)},${b.length} @@`;
  return ["--- a", "+++ b", header, ...changed(a, b)].join("\n");
}

const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.split("\n"));
const start = (lines: readonly string[]): number => (lines.length === 0 ? 0 : 1);

function changed(a: readonly string[], b: readonly string[]): readonly string[] {
  const common = lengths(a, b);
  const at = (i: number, j: number): number => common[i * (b.length + 1) + j] ?? 0;
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(` ${a[i]}`);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`-${a[i]}`);
      i += 1;
    } else {
      lines.push(`+${b[j]}`);
      j += 1;
    }
  }
  return lines;
}

/** How many lines the rests of both texts have in common, from each pair of places on. */
function lengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [down = 0, right = 0, both = 0] = [
        table[(i + 1) * width + j],
        table[i * width + j + 1],
        table[(i + 1) * width + j + 1],
      ];
      table[i * width + j] = a[i] === b[j] ? both + 1 : Math.max(down, right);
    }
  }
  return table;
}
