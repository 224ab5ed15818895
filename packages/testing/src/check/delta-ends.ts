import type { RunEvent } from "@definable/spec";
import { failAt, show } from "./fail-at.ts";
import type { Segment } from "./run-record.ts";

interface Gathered {
  readonly deltas: string[];
  hasSteps: boolean;
  isFinal: boolean;
}

/** Invariant 3 for thoughts and streaming tools: what their end carries is what their deltas carried, joined. */
export function checkDeltaEnds({ events }: Segment): void {
  const gathered = new Map<string, Gathered>();
  for (const event of events) {
    if (event.event === "ReasoningStarted" || event.event === "ToolCallStarted") {
      gathered.set(event.stepId, { deltas: [], hasSteps: false, isFinal: false });
    } else if ("stepId" in event) {
      const step = gathered.get(event.stepId);
      if (step !== undefined) takeEvent(step, event);
    }
  }
}

function takeEvent(step: Gathered, event: RunEvent): void {
  switch (event.event) {
    case "ReasoningContentDelta":
      step.deltas.push(event.reasoningContent);
      return;
    case "ReasoningStep":
      step.hasSteps = true;
      return;
    case "ReasoningCompleted":
      // A thinking layer tells its thoughts as steps, not as deltas.
      if (step.hasSteps && step.deltas.length === 0) return;
      return checkWhole(event, step, event.reasoningContent);
    case "ToolContent":
      if (event.chunkIndex !== step.deltas.length || step.isFinal) {
        failAt(3, event, `expected chunk ${step.deltas.length}, none after the final one, found ${event.chunkIndex}.`);
      }
      step.deltas.push(event.chunk);
      step.isFinal = event.isFinal;
      return;
    case "ToolCallCompleted":
      if (step.deltas.length > 0) checkWhole(event, step, event.result);
      return;
    default:
      return;
  }
}

function checkWhole(event: RunEvent, step: Gathered, whole: string): void {
  const joined = step.deltas.join("");
  if (joined !== whole) failAt(3, event, `expected the joined deltas ${show(joined)}, found ${show(whole)}.`);
}
