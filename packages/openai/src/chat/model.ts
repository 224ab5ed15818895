import { ConfigError, isDefinableError } from "@definable/spec";
import type { Model, ModelListener, ModelPrice, ModelReply, ModelRequest } from "@definable/spec";
import { APIError } from "openai";
import type { OpenAI } from "openai";
import type { ChatCompletionCreateParamsBase } from "openai/resources/chat/completions";
import type { Stream } from "openai/streaming";
import { abortError } from "../abort-error.ts";
import { connect, endpointOf } from "../connection.ts";
import type { ConnectionOptions, Endpoint } from "../connection.ts";
import { Deadline } from "../deadline.ts";
import type { WireChunk } from "../reply/wire-chunk.ts";
import { badReply, errorInBody, streamCut, timedOut, toModelError } from "./errors.ts";
import type { CallFacts, CallStage } from "./errors.ts";
import { ChatReply, hearStream, say } from "./events.ts";
import { priceOf, profileOf } from "./profile.ts";
import type { ChatProfile } from "./profile.ts";
import { ChatRequestWriter } from "./request.ts";
import { vendorModel, vendorOf } from "../vendors/vendors.ts";
import type { Vendor } from "../vendors/vendor.ts";

/** Which model is asked, where, and for how long. */
export interface OpenAIChatOptions extends ConnectionOptions {
  /** The vendor's name of the model. Default `gpt-4o`. */
  readonly id?: string | undefined;
  /**
   * The name under which `providerOptions` are looked up and by which messages say who wrote them. One that is known, such
   * as `groq`, also brings the vendor's address, key variable, differences and prices. Default `openai`.
   */
  readonly provider?: string | undefined;
  /** Milliseconds that a whole call may take. Default 0, no limit: an agent has its own `timeouts`. */
  readonly timeoutMs?: number | undefined;
  /** What its tokens cost. Default: OpenAI's list price, and unknown with another base URL. */
  readonly price?: ModelPrice | undefined;
  /** How it differs from what is assumed of the id and the server: for servers that are pickier or abler. */
  readonly profile?: Partial<ChatProfile> | undefined;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** What is made at the first request and kept. */
interface Session {
  readonly client: OpenAI;
  readonly writer: ChatRequestWriter;
  readonly facts: CallFacts;
}

/** One call on its way. */
interface Call {
  readonly body: ChatCompletionCreateParamsBase;
  readonly reply: ChatReply;
  readonly listener: ModelListener;
  readonly deadline: Deadline;
  readonly session: Session;
  stage: CallStage;
}

/**
 * A model behind OpenAI's Chat Completions, at OpenAI or at any server that speaks it (`baseURL`; then no key is needed).
 * Throws `ConfigError` at construction for options that cannot work, and at the first request when there is no key.
 */
export class OpenAIChat implements Model {
  readonly id: string;
  readonly provider: string;
  readonly #options: OpenAIChatOptions;
  readonly #vendor: Vendor | undefined;
  #session: Session | undefined;

  constructor(options: OpenAIChatOptions = {}) {
    const { id = "gpt-4o", provider = "openai" } = options;
    if (id.trim() === "") throw new ConfigError("INVALID_CONFIG", 'The option id is empty. Give one such as "gpt-4o".');
    if (options.timeoutMs !== undefined && !(options.timeoutMs >= 0)) {
      const said = String(options.timeoutMs);
      throw new ConfigError("INVALID_CONFIG", `The option timeoutMs is ${said}. Give milliseconds; 0 means no limit.`);
    }
    this.id = id;
    this.provider = provider;
    this.#options = options;
    this.#vendor = vendorOf(provider);
    // Complains at construction about an address that is none.
    if (options.baseURL !== undefined) this.#endpoint();
  }

  get price(): ModelPrice | undefined {
    if (this.#options.price !== undefined) return this.#options.price;
    if (this.#endpoint().isOpenAI) return priceOf(this.id);
    // With another base URL, somebody else sends the bill.
    return this.#vendor === undefined || this.#options.baseURL !== undefined
      ? undefined
      : vendorModel(this.#vendor, this.id).price;
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
    const session = this.#open();
    const body = session.writer.write(request);
    const reply = new ChatReply({ turn: request.messages.length, audioFormat: body.audio?.format });
    const deadline = new Deadline(signal, this.#options.timeoutMs ?? 0);
    const call: Call = { body, reply, listener, deadline, session, stage: "sending" };
    try {
      await (body.stream === true ? stream(call) : receive(call));
    } catch (error) {
      if (!signal.aborted && !deadline.isOver) throwUnlessHarmless(error, call);
    } finally {
      deadline.end();
    }
    // The SDK ends an aborted stream without a word, so this is asked on every way out.
    if (signal.aborted) throw abortError(signal);
    if (reply.isFinished) return reply.finish();
    throw deadline.isOver ? timedOut(session.facts) : streamCut(session.facts);
  }

  #open(): Session {
    if (this.#session !== undefined) return this.#session;
    const { now = Date.now } = this.#options;
    const profile = this.#profile();
    const endpoint = this.#endpoint();
    const { client, hasKey } = connect(this.#options, endpoint);
    const { id, provider } = this;
    const facts = { model: id, provider, hasKey, keyVariable: endpoint.keyVariable, now };
    this.#session = { client, facts, writer: new ChatRequestWriter({ id, provider, profile, now }) };
    return this.#session;
  }

  #profile(): ChatProfile {
    const ofServer = profileOf(this.id, this.#endpoint().isOpenAI);
    return { ...ofServer, ...this.#ofVendor(), ...this.#options.profile };
  }

  #ofVendor(): Partial<ChatProfile> {
    if (this.#vendor === undefined) return {};
    const { accepts } = vendorModel(this.#vendor, this.id);
    return { ...this.#vendor.profile, ...(accepts === undefined ? {} : { accepts }) };
  }

  #endpoint(): Endpoint {
    return endpointOf(this.#options.baseURL, this.#vendor);
  }
}

const PATH = "/chat/completions";

async function stream(call: Call): Promise<void> {
  const { body, deadline, listener, reply, session } = call;
  // `post` and not `chat.completions.create`, which copies every chunk once more on its way.
  const { data, response } = await session.client
    .post<Stream<WireChunk>>(PATH, { body, stream: true, signal: deadline.signal })
    .withResponse();
  const type = response.headers.get("content-type") ?? "";
  // Some servers do not stream and answer whole, whatever they are asked.
  if (type.includes("application/json")) {
    call.stage = "receiving";
    return takeWhole(await response.text(), call);
  }
  if (type.includes("text/html")) {
    await response.body?.cancel();
    throw badReply(session.facts);
  }
  call.stage = "streaming";
  return hearStream(data, reply, listener);
}

async function receive(call: Call): Promise<void> {
  const { body, deadline, session } = call;
  const response = await session.client.post(PATH, { body, signal: deadline.signal }).asResponse();
  call.stage = "receiving";
  return takeWhole(await response.text(), call);
}

async function takeWhole(text: string, call: Call): Promise<void> {
  // Every field of a chunk may be missing, and what is not an object has none.
  const whole = Object(JSON.parse(text)) as WireChunk & { readonly error?: unknown };
  if (whole.error) throw errorInBody(whole.error, call.session.facts);
  const choice = whole.choices?.[0];
  if (!choice) throw badReply(call.session.facts);
  const choices = [{ ...choice, finish_reason: choice.finish_reason ?? "stop" }];
  const delta = call.reply.take({ ...whole, choices });
  const waiting = delta === undefined ? undefined : say(delta, call.listener);
  if (waiting !== undefined) await waiting;
}

/** Once the vendor has said why it stopped, a connection that breaks takes nothing away; an error that it sends does. */
function throwUnlessHarmless(error: unknown, { reply, stage, session }: Call): void {
  if (isDefinableError(error)) throw error;
  const isSaid = error instanceof APIError && error.error !== undefined;
  if (!reply.isFinished || isSaid) throw toModelError(error, stage, session.facts);
}
