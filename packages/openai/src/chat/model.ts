import type { Model, ModelListener, ModelPrice, ModelReply, ModelRequest } from "@definable/spec";
import type { OpenAI } from "openai";
import { abortError } from "../abort-error.ts";
import { connect } from "../connection.ts";
import { exchange } from "../exchange.ts";
import { badReply } from "../failure/model-error.ts";
import type { CallFacts } from "../failure/model-error.ts";
import { ModelPlace } from "../model-place.ts";
import type { ModelOptions } from "../model-place.ts";
import type { WireChunk } from "../reply/wire-chunk.ts";
import { errorInBody } from "./errors.ts";
import { ChatReply, hearStream, say } from "./events.ts";
import { profileOf } from "./profile.ts";
import type { ChatProfile } from "./profile.ts";
import { ChatRequestWriter } from "./request.ts";

/** Which model is asked, where, and for how long. */
export interface OpenAIChatOptions extends ModelOptions {
  /** How it differs from what is assumed of the id and the server: for servers that are pickier or abler. */
  readonly profile?: Partial<ChatProfile> | undefined;
}

/** What is made at the first request and kept. */
interface Session {
  readonly client: OpenAI;
  readonly writer: ChatRequestWriter;
  readonly facts: CallFacts;
}

/**
 * A model behind OpenAI's Chat Completions, at OpenAI or at any server that speaks it (`baseURL`; then no key is needed).
 * Throws `ConfigError` at construction for options that cannot work, and at the first request when there is no key.
 */
export class OpenAIChat implements Model {
  readonly id: string;
  readonly provider: string;
  readonly #options: OpenAIChatOptions;
  readonly #place: ModelPlace;
  #session: Session | undefined;

  constructor(options: OpenAIChatOptions = {}) {
    this.#place = new ModelPlace(options, "gpt-4o");
    this.id = this.#place.id;
    this.provider = this.#place.provider;
    this.#options = options;
  }

  get price(): ModelPrice | undefined {
    return this.#place.price;
  }

  get accepts(): ChatProfile["accepts"] {
    return this.#profile().accepts;
  }

  get structuredOutput(): boolean {
    return this.#profile().structuredOutput;
  }

  async respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const { signal } = request;
    if (signal.aborted) throw abortError(signal);
    const { client, facts, writer } = this.#open();
    const body = writer.write(request);
    const reply = new ChatReply({ turn: request.messages.length, audioFormat: body.audio?.format });
    const hear = (chunks: AsyncIterable<WireChunk>): Promise<void> => hearStream(chunks, reply, listener);
    const takeWhole = (whole: object): Promise<void> => hearWhole(whole, { reply, listener, facts });
    return exchange({ path: PATH, body, client, facts, reply, hear, takeWhole }, signal, this.#place.timeoutMs);
  }

  #open(): Session {
    if (this.#session !== undefined) return this.#session;
    const { now = Date.now } = this.#options;
    const profile = this.#profile();
    const endpoint = this.#place.endpoint();
    const { client, hasKey } = connect(this.#options, endpoint);
    const { id, provider } = this;
    const facts = { api: "Chat Completions", model: id, provider, hasKey, keyVariable: endpoint.keyVariable, now };
    this.#session = { client, facts, writer: new ChatRequestWriter({ id, provider, profile, now }) };
    return this.#session;
  }

  #profile(): ChatProfile {
    const ofServer = profileOf(this.id, this.#place.endpoint().isOpenAI);
    return { ...ofServer, ...this.#ofVendor(), ...this.#options.profile };
  }

  #ofVendor(): Partial<ChatProfile> {
    const known = this.#place.ofVendor();
    if (known === undefined) return {};
    const { accepts = known.vendor.profile.accepts, reasoning = known.vendor.profile.reasoning } = known.model;
    return {
      ...known.vendor.profile,
      ...(accepts === undefined ? {} : { accepts }),
      ...(reasoning === undefined ? {} : { reasoning }),
    };
  }
}

const PATH = "/chat/completions";

interface Hearing {
  readonly reply: ChatReply;
  readonly listener: ModelListener;
  readonly facts: CallFacts;
}

async function hearWhole(body: object, { reply, listener, facts }: Hearing): Promise<void> {
  // Every field of a chunk may be missing.
  const whole = body as WireChunk & { readonly error?: unknown };
  if (whole.error) throw errorInBody(whole.error, facts);
  const choice = whole.choices?.[0];
  if (!choice) throw badReply(facts);
  const choices = [{ ...choice, finish_reason: choice.finish_reason ?? "stop" }];
  const delta = reply.take({ ...whole, choices });
  const waiting = delta === undefined ? undefined : say(delta, listener);
  if (waiting !== undefined) await waiting;
}
