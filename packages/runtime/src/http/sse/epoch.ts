let epoch: string | undefined;

/**
 * Stands before the number in every SSE id. Event buffers live as long as the process: an id with another epoch comes
 * from a process that is gone. Made at first use, because edge runtimes give no randomness before a request.
 */
export function processEpoch(): string {
  epoch ??= crypto.randomUUID().slice(0, 8);
  return epoch;
}
