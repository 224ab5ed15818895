/** The hand-written loop: what a developer writes without a framework, and nothing more. */

export interface FloorMessage {
  role: string;
  content: string;
  toolCalls?: readonly FloorCall[];
  toolCallId?: string;
}

export interface FloorCall {
  id: string;
  name: string;
  arguments: string;
}

export interface FloorReply {
  content: string;
  toolCalls: readonly FloorCall[];
}

export type FloorModel = (messages: readonly FloorMessage[]) => Promise<FloorReply>;
export type FloorTools = Readonly<Record<string, (args: { a: number; b: number }) => Promise<number>>>;

export async function floorRun(model: FloorModel, tools: FloorTools, messages: FloorMessage[]): Promise<string> {
  for (;;) {
    const reply = await model(messages);
    messages.push({ role: "assistant", ...reply });
    if (reply.toolCalls.length === 0) return reply.content;
    const results = await Promise.all(
      reply.toolCalls.map(async (call) => {
        const result = await tools[call.name]?.(JSON.parse(call.arguments) as { a: number; b: number });
        return { role: "tool", toolCallId: call.id, content: String(result) };
      }),
    );
    messages.push(...results);
  }
}

export async function* floorStream(
  model: (messages: readonly FloorMessage[]) => AsyncIterable<string>,
  messages: FloorMessage[],
): AsyncGenerator<{ type: "text"; text: string }> {
  const parts: string[] = [];
  for await (const text of model(messages)) {
    parts.push(text);
    yield { type: "text", text };
  }
  messages.push({ role: "assistant", content: parts.join("") });
}
