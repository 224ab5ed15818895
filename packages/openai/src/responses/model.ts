import type { Model, ModelListener, ModelPrice, ModelReply, ModelRequest } from "@definable/spec";
import type { OpenAI } from "openai";
import type { ResponseCreateParamsBase } from "openai/resources/responses/responses";
import { abortError } from "../abort-error.ts";
import { connect } from "../connection.ts";
import { fingerprint } from "../fingerprint.ts";
import { exchange } from "../exchange.ts";
import { badReply } from "../failure/model-error.ts";
import type { CallFacts } from "../failure/model-error.ts";
import { ModelPlace } from "../model-place.ts";
import type { ModelOptions } from "../model-place.ts";
import type { WireResponse, WireResponseEvent } from "../reply/wire-response.ts";
import { isBrokenSeal } from "./errors.ts";
import { hearStream, ResponsesReply, say } from "./events.ts";
import { profileOf } from "./profile.ts";
import type { ResponsesProfile } from "./profile.ts";
import { ResponsesRequestWriter } from "./request.ts";

/** Which model is asked, where, and for how long. */
export interface OpenAIResponsesOptions extends ModelOptions {
  /** How it differs from what is assumed of the id and the server: for servers that are pickier or abler. */
  readonly profile?: Partial<ResponsesProfile> | undefined;
}

/** What is made at the first request and kept. */
interface Session {
  readonly client: OpenAI;
  readonly writer: ResponsesRequestWriter;
  readonly facts: CallFacts;
  readonly server: string;
}

/** One answer on its way to its listener. */
interface Hearing {
  readonly reply: ResponsesReply;
  readonly listener: ModelListener;
  readonly signal: AbortSignal;
}

/**
 * A model behind OpenAI's Responses API, at OpenAI or at any server that speaks it (`baseURL`; then no key is needed). You
 * want it for models that think: their thoughts come back to them over the rounds of tools. Nothing is kept at the vendor's.
 * Throws `ConfigError` at construction for options that cannot work, and at the first request when there is no key.
 */
export class OpenAIResponses implements Model {
  readonly id: string;
  readonly provider: string;
  readonly #options: OpenAIResponsesOptions;
  readonly #place: ModelPlace;
  #session: Session | undefined;

  constructor(options: OpenAIResponsesOptions = {}) {
    this.#place = new ModelPlace(options, "gpt-5");
    this.id = this.#place.id;
    this.provider = this.#place.provider;
    this.#options = options;
  }

  get price(): ModelPrice | undefined {
    return this.#place.price;
  }

  get accepts(): ResponsesProfile["accepts"] {
    return this.#profile().accepts;
  }

  get structuredOutput(): boolean {
    return this.#profile().structuredOutput;
  }

  async respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const { signal } = request;
    if (signal.aborted) throw abortError(signal);
    const { writer } = this.#open();
    const reply = this.#newReply(request);
    try {
      return await this.#ask(writer.write(request), { reply, listener, signal });
    } catch (error) {
      if (signal.aborted || !reply.isSilent || !isBrokenSeal(error)) throw error;
      // Without a word heard, the conversation goes on in words: better than a session that is stuck for good.
      return this.#ask(writer.writeUnsealed(request), { reply: this.#newReply(request), listener, signal });
    }
  }

  #newReply({ messages }: ModelRequest): ResponsesReply {
    const { facts, server } = this.#open();
    return new ResponsesReply({ provider: this.provider, server, turn: messages.length, facts });
  }

  #ask(body: ResponseCreateParamsBase, { listener, reply, signal }: Hearing): Promise<ModelReply> {
    const { client, facts } = this.#open();
    const hear = (events: AsyncIterable<WireResponseEvent>): Promise<void> => hearStream(events, reply, listener);
    const takeWhole = async (whole: WireResponse): Promise<void> => {
      if (!whole.output && !whole.error) throw badReply(facts);
      const waiting = say(reply.takeWhole(whole), listener);
      if (waiting !== undefined) await waiting;
    };
    return exchange({ path: PATH, body, client, facts, reply, hear, takeWhole }, signal, this.#place.timeoutMs);
  }

  #open(): Session {
    if (this.#session !== undefined) return this.#session;
    const { now = Date.now } = this.#options;
    const profile = this.#profile();
    const endpoint = this.#place.endpoint();
    const { client, hasKey } = connect(this.#options, endpoint);
    const { id, provider } = this;
    const facts = { api: "Responses", model: id, provider, hasKey, keyVariable: endpoint.keyVariable, now };
    // The host alone: the rest of an address may hold secrets.
    const server = fingerprint(new URL(endpoint.baseURL).host);
    this.#session = { client, facts, server, writer: new ResponsesRequestWriter({ id, provider, server, profile }) };
    return this.#session;
  }

  #profile(): ResponsesProfile {
    return { ...profileOf(this.id, this.#place.endpoint().isOpenAI), ...this.#ofVendor(), ...this.#options.profile };
  }

  /** Of a vendor's row, what is true whichever way its models are asked. */
  #ofVendor(): Partial<ResponsesProfile> {
    const known = this.#place.ofVendor();
    if (known === undefined) return {};
    const { accepts = known.vendor.profile.accepts, reasoning = known.vendor.profile.reasoning } = known.model;
    return { ...(accepts === undefined ? {} : { accepts }), ...(reasoning === undefined ? {} : { reasoning }) };
  }
}

const PATH = "/responses";
