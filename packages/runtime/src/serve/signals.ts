const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Closes on the first SIGTERM or SIGINT and exits at once on the second. Returns what takes the listeners off the
 * process again; after that the signals kill it as usual.
 */
export function closeOnSignals(close: (signal: string) => void): () => void {
  let count = 0;
  const listen = (signal: keyof typeof EXIT_CODES) => (): void => {
    count += 1;
    if (count > 1) process.exit(EXIT_CODES[signal]);
    close(signal);
  };
  const listeners = { SIGINT: listen("SIGINT"), SIGTERM: listen("SIGTERM") };
  process.on("SIGINT", listeners.SIGINT).on("SIGTERM", listeners.SIGTERM);
  return () => {
    process.off("SIGINT", listeners.SIGINT).off("SIGTERM", listeners.SIGTERM);
  };
}
