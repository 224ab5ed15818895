/** The longest of the prefixes with which an id begins: rows of data name families of models by how their ids begin. */
export function longestPrefix(prefixes: readonly string[], id: string): string | undefined {
  return prefixes.filter((prefix) => id.startsWith(prefix)).toSorted((a, b) => b.length - a.length)[0];
}
