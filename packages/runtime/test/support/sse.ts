import type { RunEvent } from "@definable/spec";

/** One event of a stream as it came over the wire. */
export interface SseEvent {
  readonly event: string;
  readonly id: string;
  readonly data: RunEvent;
}

/** Reads a stream block by block: events, and comments as text. */
export async function* readBlocks(response: Response): AsyncGenerator<SseEvent | string> {
  if (response.body === null) throw new Error("The answer has no body");
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body) {
    rest += decoder.decode(bytes, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) yield block.startsWith(":") ? block : parsed(block);
  }
  if (rest !== "") throw new Error(`The stream ends in the middle of a block: ${rest}`);
}

/** All events of a stream, to its end, without the comments. */
export async function readEvents(response: Response): Promise<SseEvent[]> {
  const blocks = (await response.text()).split("\n\n");
  if (blocks.pop() !== "") throw new Error("The stream ends in the middle of a block");
  return blocks.filter((block) => !block.startsWith(":")).map(parsed);
}

function parsed(block: string): SseEvent {
  const fields = new Map(
    block.split("\n").map((line) => {
      const at = line.indexOf(": ");
      return [line.slice(0, at), line.slice(at + 2)] as const;
    }),
  );
  if ([...fields.keys()].join() !== "event,id,data") throw new Error(`Not an event: ${block}`);
  // The server writes RunEvents; the tests look at their fields.
  const data = JSON.parse(fields.get("data") ?? "") as RunEvent;
  return { event: fields.get("event") ?? "", id: fields.get("id") ?? "", data };
}
