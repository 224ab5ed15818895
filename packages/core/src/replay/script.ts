import { DefinableError } from "@definable/spec";
import type { ErrorCode, RunEvent, RunEventName, RunEventOf } from "@definable/spec";
import { findCut } from "./find-cut.ts";
import { foreignEvents } from "./foreign-events.ts";

/** The events that end a call. */
export type EndedCall = RunEventOf<"ToolCallCompleted" | "ToolCallError">;

/** The recorded events of one segment, and how far the replay has come. */
export class Script {
  readonly events: readonly RunEvent[];
  /** Those of the run itself, without its sub-agents'. */
  readonly own: readonly RunEvent[];
  readonly cutAt: number | undefined;
  /** From here on nothing comes from the record, because something was changed. */
  isLive = false;
  /** The replay is no longer the run that was recorded, and nothing was changed: it is being ended. */
  isLost = false;
  readonly #foreign: readonly boolean[];
  /** Where the calls under way were given up: by a cancel, or because the store failed. */
  readonly #givenUpAt: number | undefined;
  readonly #waiting: Map<number, () => void> = new Map();
  #place = 0;

  constructor(events: readonly RunEvent[]) {
    this.events = events;
    this.own = events.filter(({ runId }) => runId === events[0]?.runId);
    this.cutAt = findCut(this.own);
    this.#foreign = foreignEvents(events);
    const isCancelled = (event: RunEvent): boolean =>
      event.event === "ToolCallError" && event.tool.status === "cancelled";
    this.#givenUpAt = this.cutAt ?? (this.last.event === "RunError" ? this.own.find(isCancelled)?.seq : undefined);
  }

  /** The recorded event that is to be told next. */
  get next(): RunEvent | undefined {
    return this.events[this.#place];
  }

  /** True when nothing that runs tells it. */
  get isNextForeign(): boolean {
    return this.#foreign[this.#place] ?? false;
  }

  /** False once the replay goes its own way. */
  get isFollowed(): boolean {
    return !this.isLive && !this.isLost;
  }

  get last(): RunEvent {
    // A segment has an opening and a terminal event.
    return this.events.at(-1) as RunEvent;
  }

  /** The next event has been told. */
  advance(): void {
    this.#place += 1;
  }

  /** Lets go on whoever waits for the next event. */
  wake(): void {
    const seq = this.next?.seq ?? 0;
    this.#waiting.get(seq)?.();
    this.#waiting.delete(seq);
  }

  /** Resolves when the event with this number is the next to be told, or when the record is no longer followed. */
  reached(seq: number): Promise<void> {
    if (!this.isFollowed || (this.next?.seq ?? 0) === seq) return Promise.resolve();
    return new Promise((resolve) => {
      const before = this.#waiting.get(seq);
      // Several may wait for the same.
      this.#waiting.set(seq, () => {
        before?.();
        resolve();
      });
    });
  }

  /** Nothing waits for the record any more. */
  leave(): void {
    for (const resolve of this.#waiting.values()) resolve();
    this.#waiting.clear();
  }

  /** The first event of a name that fits. */
  find<Name extends RunEventName>(
    name: Name,
    fits: (event: RunEventOf<Name>) => boolean,
  ): RunEventOf<Name> | undefined {
    // The name says of which kind it is; the compiler does not follow that.
    const found = this.own.find((event) => event.event === name && fits(event as unknown as RunEventOf<Name>));
    return found as unknown as RunEventOf<Name> | undefined;
  }

  /** What the segment failed with, as it was told. */
  get failure(): DefinableError {
    const { last } = this;
    const code = last.event === "RunError" ? (last.errorCode as ErrorCode) : "INTERNAL";
    return new DefinableError(code, last.event === "RunError" ? last.error : "", { retryable: false });
  }

  /** How a call of the segment ended, if it did. */
  endOf(callId: string): EndedCall | undefined {
    const fits = ({ tool }: EndedCall): boolean => tool.toolCallId === callId;
    return this.find("ToolCallCompleted", fits) ?? this.find("ToolCallError", fits);
  }

  /** True when a call never began, because the store failed: its start and its end were told at once. */
  isKeptFromBeginning(callId: string): boolean {
    if (!this.isFollowed || this.last.event !== "RunError") return false;
    const started = this.own.findIndex(
      (event) => event.event === "ToolCallStarted" && event.tool.toolCallId === callId,
    );
    const end = this.endOf(callId);
    return end?.tool.status === "cancelled" && this.own[started + 1] === end;
  }

  /** True when a call was answered before the others were given up and, because its store was slow, told after it. */
  isToldLate(callId: string): boolean {
    const end = this.endOf(callId);
    const isCancelled = end?.tool.status === "cancelled";
    return end !== undefined && this.#givenUpAt !== undefined && end.seq > this.#givenUpAt && !isCancelled;
  }

  /** True when some call is. */
  get hasLateEnds(): boolean {
    return this.own.some(
      (event) =>
        (event.event === "ToolCallCompleted" || event.event === "ToolCallError") &&
        this.isToldLate(event.tool.toolCallId),
    );
  }

  /** True when the store fails with what is written now: after the next event the batch is given up. */
  get breaksDownNext(): boolean {
    const after = this.events[this.#place + 1];
    if (!this.isFollowed || this.last.event !== "RunError" || after === undefined) return false;
    if (after.event === "PhaseCompleted") return after.error !== undefined;
    const isCall = after.event === "ToolCallStarted" || after.event === "ToolCallError";
    return isCall && this.endOf(after.tool.toolCallId)?.tool.status === "cancelled";
  }

  /** The next event says that a phase failed, other than by a cancel. */
  get failsNext(): boolean {
    const { next, last } = this;
    return this.isFollowed && last.event === "RunError" && next?.event === "PhaseCompleted" && next.error !== undefined;
  }
}
