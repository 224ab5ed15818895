import type { RunEvent, RunEventMap, ToolExecution } from "@definable/spec";
import type { Told, ToldCall } from "./told.ts";

/** Whose events they are. */
export interface Sender {
  readonly runId: string;
  readonly sessionId: string;
  readonly agentId: string;
  readonly agentName: string;
}

/** Makes events of what is told of one run. */
export class Envelope implements Sender {
  readonly runId: string;
  readonly sessionId: string;
  readonly agentId: string;
  readonly agentName: string;

  constructor({ runId, sessionId, agentId, agentName }: Sender) {
    this.runId = runId;
    this.sessionId = sessionId;
    this.agentId = agentId;
    this.agentName = agentName;
  }

  /** A piece of text, by a literal of its own, because streams are made of it. */
  content(content: string, seq: number, createdAt: number): RunEvent {
    const { runId, sessionId, agentId, agentName } = this;
    return { event: "RunContent", runId, sessionId, agentId, agentName, seq, createdAt, content };
  }

  /** The event. What JSON must not show of it stands in a property that is not enumerable. */
  stamp(told: Told, seq: number, createdAt: number): RunEvent {
    const { runId, sessionId, agentId, agentName } = this;
    switch (told.event) {
      case "RunContent":
        return this.content(told.content, seq, createdAt);
      case "ModelCallStarted": {
        const { messages, event, ...shown } = told;
        const stamped = { event, runId, sessionId, agentId, agentName, seq, createdAt, ...shown };
        return Object.defineProperty(stamped, "messages", { value: messages });
      }
      case "RunCompleted": {
        const { event, data, output } = told;
        const { messages, historyLength } = output;
        const stamped = { event, ...data, messages, historyLength, seq, createdAt };
        return Object.defineProperty(stamped, "output", { value: output });
      }
      case "ToolCallStarted":
      case "ToolCallCompleted":
      case "ToolCallError": {
        const { event, tool } = told;
        return { event, runId, sessionId, agentId, agentName, seq, createdAt, ...callPayload(event, tool) } as RunEvent;
      }
      default:
        // What is told of a name and the envelope are the event of that name; the compiler does not follow unions that far.
        return {
          event: told.event,
          runId,
          sessionId,
          agentId,
          agentName,
          seq,
          createdAt,
          ...(told as Partial<Told>),
        } as RunEvent;
    }
  }
}

/** What the event of a call says besides its envelope. A call is its own step: its id is used once in a run. */
function callPayload(event: ToldCall["event"], tool: ToolExecution): RunEventMap[ToldCall["event"]] {
  const { toolCallId: stepId, toolName, result = "", errorCode = "TOOL_FAILED" } = tool;
  if (event === "ToolCallStarted") return { stepId, tool, toolName };
  if (event === "ToolCallError") return { stepId, tool, toolName, error: result, errorCode };
  const { images, videos, audio, files } = tool;
  const payload = { stepId, tool, toolName, result, content: result };
  if ((images ?? videos ?? audio ?? files) === undefined) return payload;
  return { ...payload, images, videos, audio, files };
}
