import type { AssistantMessage } from "@definable/spec";
import type { Segment } from "./run-record.ts";

/** What was said in a segment without a model, such as by a middleware, in order. */
export function answersOf({ events }: Segment): readonly AssistantMessage[] {
  return events.flatMap((event) =>
    event.event === "RunContentCompleted" && event.message !== undefined ? [event.message] : [],
  );
}
