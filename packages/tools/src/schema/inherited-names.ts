/** The names that every object inherits, such as `constructor` and `toString`. */
const INHERITED: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/**
 * True when a schema speaks of a field whose name every object inherits. The validator asks with `in`, so such a field
 * would seem to be there always.
 */
export function inheritsNames(schemaText: string): boolean {
  return INHERITED.some((name) => schemaText.includes(`"${name}"`));
}

/** A copy of a JSON value whose objects inherit nothing. */
export function withoutPrototype(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototype);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value)) copy[key] = withoutPrototype(item);
  return copy;
}
