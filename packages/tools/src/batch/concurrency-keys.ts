/** Lets one call at a time run under a key; the others stand in line. */
export class ConcurrencyKeys {
  readonly #lines: Map<string, (() => void)[]> = new Map();

  /** Undefined when the key is free: it is taken then. Else a promise for its turn. */
  enter(key: string): Promise<void> | undefined {
    const line = this.#lines.get(key);
    if (line === undefined) {
      this.#lines.set(key, []);
      return undefined;
    }
    return new Promise((go) => line.push(go));
  }

  /** Lets the next one go. */
  leave(key: string | undefined): void {
    if (key === undefined) return;
    const next = this.#lines.get(key)?.shift();
    if (next === undefined) this.#lines.delete(key);
    else next();
  }
}
