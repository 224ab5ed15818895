import { Agent } from "@definable/core";
import type { Message, Model } from "@definable/spec";
import { floorRun } from "../floor.ts";
import type { FloorMessage } from "../floor.ts";
import { brainOf, loadPeer } from "../peers/peer.ts";
import { assertSame, time } from "../work.ts";
import type { Work } from "../work.ts";

const model: Model = {
  id: "bench",
  provider: "bench",
  async respond(request) {
    return { content: String(request.messages.length), toolCalls: [], finishReason: "stop" };
  },
};

function conversation(length: number): { readonly role: "user" | "assistant"; readonly content: string }[] {
  return Array.from({ length }, (_, index) =>
    index % 2 === 0
      ? { role: "user", content: `question ${index}` }
      : { role: "assistant", content: `answer ${index}` },
  );
}

/** A run over a history of that many messages. */
export function historyWork(length: number): Work {
  return {
    unit: "us a run",
    floor: async () => {
      const messages: FloorMessage[] = conversation(length).map(({ role }) => ({ role, content: "x" }));
      const answer = async (given: readonly FloorMessage[]) => ({ content: String(given.length), toolCalls: [] });
      const run = async (): Promise<string> => {
        messages.push({ role: "user", content: "go" });
        const content = await floorRun(answer, {}, messages);
        messages.length = length;
        return content;
      };
      assertSame("floor", await run(), String(length + 1));
      return time(run);
    },
    ours: async () => {
      const agent = new Agent({ model });
      const messages: Message[] = conversation(length);
      const output = await agent.run("go", { messages });
      assertSame("ours", [output.content, output.messages.length], [String(length + 1), length + 2]);
      return time(() => agent.run("go", { messages }));
    },
    peer: async (file) => {
      const brain = brainOf({ answer: (messages) => ({ text: String(messages) }) });
      const peer = await loadPeer(file);
      const agent = peer.agent(brain, { toolNames: [], maxRounds: 1, history: conversation(length) });
      assertSame("peer", await agent.run(), String(length + 1));
      return time(() => agent.run());
    },
  };
}

export const work: Work = historyWork(1_000);
