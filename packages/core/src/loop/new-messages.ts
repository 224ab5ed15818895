import type { Message } from "@definable/spec";

/** The messages that the previous call of the run did not have. */
export function newMessages(
  base: readonly Message[],
  tail: readonly (Message | undefined)[],
  asked: number,
): readonly Message[] {
  if (asked === 0 && tail.length === 0) return base;
  const from = asked - base.length;
  const added = tail.slice(Math.max(0, from));
  // Every call has its result when the model is asked; a filtered copy would be three times as large.
  const fresh = added.every(isThere) ? added : added.filter(isThere);
  return from >= 0 ? fresh : [...base.slice(asked), ...fresh];
}

const isThere = (message: Message | undefined): message is Message => message !== undefined;
