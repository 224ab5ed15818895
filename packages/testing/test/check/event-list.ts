import type { Metrics, RunEvent, RunEventMap, RunEventName } from "@definable/spec";

export const NO_METRICS: Metrics = {
  inputTokens: 0,
  outputTokens: 0,
  totalTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  audioInputTokens: 0,
  audioOutputTokens: 0,
  cost: 0,
  duration: 0.1,
  modelCalls: 0,
  toolCalls: 0,
};

export const ENVELOPE = { runId: "r1", sessionId: "s1", agentId: "weather", agentName: "Weather" };

/** Events with their envelope, written by hand in the order of a run. */
export class EventList {
  readonly events: RunEvent[] = [];

  add<Name extends RunEventName>(event: Name, payload: RunEventMap[Name]): this {
    const seq = this.events.length + 1;
    const whole = { ...ENVELOPE, event, seq, createdAt: 1_000 + seq, ...payload };
    // The name and its payload come from the same row of the map.
    this.events.push(whole as unknown as RunEvent);
    return this;
  }
}

/** The list with `seq` counted anew, so that only the mutation under test is wrong. */
export function renumber(events: readonly RunEvent[]): RunEvent[] {
  return events.map((event, index) => ({ ...event, seq: index + 1 }));
}

/** The list without the nth event of a name. */
export function without(events: readonly RunEvent[], name: RunEventName, nth = 0): RunEvent[] {
  const victim = events.filter((event) => event.event === name)[nth];
  if (victim === undefined) throw new Error(`no ${name} to leave out`);
  return renumber(events.filter((event) => event !== victim));
}

/** The list with some fields of an event changed: the first of a name, or the nth as `[name, n]`. */
export function changed<Name extends RunEventName>(
  events: readonly RunEvent[],
  which: Name | readonly [name: Name, nth: number],
  patch: Partial<RunEventMap[Name]> | { readonly [field: string]: unknown },
): RunEvent[] {
  const [name, nth] = typeof which === "string" ? [which, 0] : which;
  const victim = events.filter((event) => event.event === name)[nth];
  if (victim === undefined) throw new Error(`no ${name} to change`);
  // A mutant need not fit its type: that is the point of it.
  return events.map((event) => (event === victim ? ({ ...event, ...patch } as RunEvent) : event));
}

/** The list with a copy of the nth event of a name right after it. */
export function doubled(events: readonly RunEvent[], name: RunEventName, nth = 0): RunEvent[] {
  const victim = events.filter((event) => event.event === name)[nth];
  if (victim === undefined) throw new Error(`no ${name} to double`);
  return renumber(events.flatMap((event) => (event === victim ? [event, event] : [event])));
}

/** The list with one event moved to the place after another. */
export function moved(events: readonly RunEvent[], name: RunEventName, after: RunEventName): RunEvent[] {
  const victim = events.find((event) => event.event === name);
  if (victim === undefined) throw new Error(`no ${name} to move`);
  const rest = events.filter((event) => event !== victim);
  const place = rest.findLastIndex((event) => event.event === after);
  return renumber([...rest.slice(0, place + 1), victim, ...rest.slice(place + 1)]);
}
