/** Words of other libraries for the same thing. */
const ALIASES: Readonly<Record<string, string>> = {
  parameters: "inputSchema",
  schema: "inputSchema",
  args: "inputSchema",
  handler: "execute",
  run: "execute",
  func: "execute",
  call: "execute",
  needsApproval: "requiresConfirmation",
};

/**
 * The known name that somebody probably meant by an unknown one: the same thing in other libraries, or at most two
 * letters away (three for names of eight letters and more). Nothing when none is near.
 */
export function nearestName(unknown: string, known: readonly string[]): string | undefined {
  const alias = Object.hasOwn(ALIASES, unknown) ? ALIASES[unknown] : undefined;
  if (alias !== undefined && known.includes(alias)) return alias;
  if (unknown.length > 40) return undefined;
  let nearest: string | undefined;
  let least = unknown.length >= 8 ? 4 : 3;
  for (const name of known) {
    if (name.toLowerCase().startsWith(unknown.toLowerCase()) && unknown.length >= 4) return name;
    const distance = editDistance(unknown.toLowerCase(), name.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** How many letters must be added, removed or replaced. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
