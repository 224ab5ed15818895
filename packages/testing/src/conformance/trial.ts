import { isDefinableError } from "@definable/spec";
import type { DefinableError, Message, Model, ModelListener, ModelReply, ModelRequest } from "@definable/spec";
import { show } from "../check/fail-at.ts";
import { ConformanceError } from "./conformance-error.ts";
import type { ModelDriver, VendorServer } from "./model-driver.ts";
import type { VendorAnswer } from "./vendor-answer.ts";

/** A call of the model under test and what was heard of it so far. */
export interface Asked {
  readonly reply: Promise<ModelReply>;
  readonly heard: { readonly text: readonly string[]; readonly reasoning: readonly string[] };
  /** Resolves when the first piece of text is heard. */
  readonly firstText: Promise<void>;
}

/** What a case may vary in its request. */
export interface AskOptions extends Partial<Omit<ModelRequest, "messages">> {
  readonly messages?: readonly Message[] | undefined;
  /** What the listener gives back for a piece of text. Default: nothing. */
  readonly onText?: ((delta: string) => void | Promise<void>) | undefined;
}

/** A model under test beside its fake vendor, for the length of one case. */
export class Trial {
  readonly model: Model;
  readonly server: VendorServer;
  readonly secret: string | undefined;
  readonly #patienceMs: number;

  private constructor(driver: ModelDriver, opened: { readonly model: Model; readonly server: VendorServer }) {
    this.model = opened.model;
    this.server = opened.server;
    this.secret = driver.secret;
    this.#patienceMs = driver.patienceMs ?? 5_000;
  }

  /** Opens the vendor, runs the case and closes the vendor, however the case ends. */
  static async run(
    driver: ModelDriver,
    answers: readonly VendorAnswer[],
    body: (trial: Trial) => Promise<void>,
  ): Promise<void> {
    const opened = await driver.open(answers);
    try {
      await body(new Trial(driver, opened));
    } finally {
      await opened.server.close();
    }
  }

  /** Asks the model. The reply is waited for with `within` or `failure`. */
  ask(options: AskOptions = {}): Asked {
    const { messages = [{ role: "user", content: "Hello" }], onText, ...rest } = options;
    const heard = { text: [] as string[], reasoning: [] as string[] };
    let firstHeard = (): void => {};
    const firstText = new Promise<void>((resolve) => {
      firstHeard = resolve;
    });
    const listener: ModelListener = {
      text: (delta) => {
        heard.text.push(delta);
        firstHeard();
        return onText?.(delta);
      },
      reasoning: (delta) => void heard.reasoning.push(delta),
    };
    const request: ModelRequest = {
      tools: [],
      settings: {},
      signal: new AbortController().signal,
      ...rest,
      messages: listOf(messages),
    };
    const reply = this.model.respond(request, listener);
    // A case may look at other things first: until it awaits the reply, a rejection is nobody's yet.
    reply.catch(() => {});
    return { reply, heard, firstText };
  }

  /** Waits, but not for ever: a case that hangs must say for what. */
  async within<Value>(promise: Promise<Value>, what: string): Promise<Value> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<never>((_resolve, reject) => {
      const words = `Waited ${this.#patienceMs} ms for ${what}, in vain.`;
      timer = setTimeout(() => reject(new ConformanceError(words)), this.#patienceMs);
    });
    try {
      return await Promise.race([promise, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for the reply, which must come. */
  replyOf(asked: Asked): Promise<ModelReply> {
    return this.within(asked.reply, "the reply");
  }

  /** Waits for the failure, which must come and must be one of the table of codes. */
  async failureOf(asked: Asked): Promise<DefinableError> {
    const error = await this.rejectionOf(asked);
    if (isDefinableError(error)) return error;
    throw new ConformanceError(`Expected a ModelError, found ${String(error)}.`);
  }

  /** Waits for the rejection, which must come, whatever it is. */
  rejectionOf(asked: Asked): Promise<unknown> {
    const turned = asked.reply.then(
      (reply) => {
        throw new ConformanceError(`Expected the call to fail, found the reply ${show(reply)}.`);
      },
      (error: unknown) => error,
    );
    return this.within(turned, "the call to fail");
  }
}

function listOf(messages: readonly Message[]): ModelRequest["messages"] {
  return {
    length: messages.length,
    at: (index) => messages.at(index),
    toArray: () => [...messages],
    [Symbol.iterator]: () => messages[Symbol.iterator](),
  };
}
