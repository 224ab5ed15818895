import type { Message, SessionData } from "@definable/spec";
import type { Blocks, Conversation } from "../run/run-extras.ts";
import { fence } from "./fence.ts";
import type { LayerConfig } from "./layer-options.ts";
import { windowOf } from "./window-of.ts";

/** What of the earlier messages a run is asked with, as its agent's options say. */
export class ShortConversation implements Conversation {
  readonly #layers: LayerConfig;
  readonly #blocks: Blocks;
  session: SessionData | undefined;

  constructor(layers: LayerConfig, blocks: Blocks) {
    this.#layers = layers;
    this.#blocks = blocks;
  }

  since(session: SessionData): readonly Message[] {
    const { summary } = session;
    if (this.#layers.summary === undefined) return session.messages;
    this.session = session;
    if (summary === undefined) return session.messages;
    this.#blocks.summary ??= `What this conversation was about before its first message:\n${fence("summary", {}, summary.text)}`;
    return session.messages.slice(summary.upTo);
  }

  window(messages: Message[], inputs: number): Message[] {
    const { history } = this.#layers;
    if (history === undefined) return messages;
    const input = messages.length - inputs;
    return [...windowOf(messages.slice(0, input), history), ...messages.slice(input)];
  }
}
