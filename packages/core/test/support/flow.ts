import type { RunEvent } from "@definable/spec";

/** What happened, one line an event: its name and, where there is one, what tells it from its likes. */
export function flow(events: readonly RunEvent[]): readonly string[] {
  return events.map((event) => {
    switch (event.event) {
      case "PhaseStarted":
      case "PhaseCompleted":
        return `${event.event} ${event.phaseName}`;
      case "RunContent":
      case "IntermediateRunContent":
        return `${event.event} ${event.content}`;
      case "RunContentCompleted":
        return `${event.event} ${event.fullContent}`;
      case "ToolCallStarted":
      case "ToolCallCompleted":
      case "ToolCallError":
        return `${event.event} ${event.toolName}`;
      default:
        return event.event;
    }
  });
}

/** The same without the phases and calls of the model: what a person sees. */
export function story(events: readonly RunEvent[]): readonly string[] {
  return flow(events).filter((line) => !line.startsWith("Phase") && !line.startsWith("ModelCall"));
}
