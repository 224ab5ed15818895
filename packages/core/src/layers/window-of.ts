import type { Message } from "@definable/spec";
import type { HistoryOptions } from "./layer-options.ts";
import { tokensOf } from "./tokens-of.ts";

/**
 * The part of a legal history that the limits allow: its first turns as far as they are to be kept, then the newest turns. A turn
 * begins with what a person said. Of a newest turn that is too long alone, the beginning and the newest calls with their results.
 */
export function windowOf(history: readonly Message[], options: HistoryOptions): readonly Message[] {
  const room = new Room(options);
  const turns = turnsOf(history);
  const first: Message[] = [];
  let begin = 0;
  for (; begin < Math.min(options.keepFirst ?? 0, turns.length); begin += 1) {
    const turn = turns[begin] ?? [];
    if (!room.take(turn)) break;
    first.push(...turn);
  }
  const last: Message[] = [];
  for (let index = turns.length - 1; index >= begin; index -= 1) {
    const turn = turns[index] ?? [];
    if (room.take(turn)) last.unshift(...turn);
    else {
      if (last.length === 0) last.unshift(...shortened(turn, room));
      break;
    }
  }
  return [...first, ...last];
}

/** What may still be taken. */
class Room {
  #messages: number;
  #tokens: number;

  constructor({ maxMessages = Number.POSITIVE_INFINITY, maxTokens = Number.POSITIVE_INFINITY }: HistoryOptions) {
    this.#messages = maxMessages;
    this.#tokens = maxTokens;
  }

  take(messages: readonly Message[]): boolean {
    const tokens = this.#tokens === Number.POSITIVE_INFINITY ? 0 : tokensOf(messages);
    if (messages.length > this.#messages || tokens > this.#tokens) return false;
    this.#messages -= messages.length;
    this.#tokens -= tokens;
    return true;
  }
}

/** Cut before each message of a person. What stands before the first one belongs to no turn, and no model may begin with it. */
function turnsOf(history: readonly Message[]): readonly (readonly Message[])[] {
  const turns: Message[][] = [];
  for (const message of history) {
    if (message.role === "user") turns.push([message]);
    else turns.at(-1)?.push(message);
  }
  return turns;
}

function shortened([asked, ...rest]: readonly Message[], room: Room): readonly Message[] {
  if (asked === undefined || !room.take([asked])) return [];
  // A message of the model goes with the results of its calls.
  const steps: Message[][] = [];
  for (const message of rest) {
    if (message.role === "tool") steps.at(-1)?.push(message);
    else steps.push([message]);
  }
  const kept: Message[] = [];
  for (const step of steps.toReversed()) {
    if (!room.take(step)) break;
    kept.unshift(...step);
  }
  // A question without any of its answer says nothing.
  return kept.length === 0 ? [] : [asked, ...kept];
}
