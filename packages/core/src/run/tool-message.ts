import type { ToolExecution, ToolMessage } from "@definable/spec";

/** The message that answers a call, made from what came of it. */
export function toolMessage(tool: ToolExecution): ToolMessage {
  const message = {
    role: "tool",
    toolCallId: tool.toolCallId,
    toolName: tool.toolName,
    content: tool.result ?? "",
  } as const;
  if (tool.toolCallError !== true && !hasMedia(tool)) return message;
  return {
    ...message,
    ...(tool.toolCallError === true ? { isError: true } : {}),
    ...(tool.images ? { images: tool.images } : {}),
    ...(tool.videos ? { videos: tool.videos } : {}),
    ...(tool.audio ? { audio: tool.audio } : {}),
    ...(tool.files ? { files: tool.files } : {}),
  };
}

/** Whether a call gave more than text. */
function hasMedia(tool: ToolExecution): boolean {
  return (tool.images ?? tool.videos ?? tool.audio ?? tool.files) !== undefined;
}
