import { Stream } from "@anthropic-ai/sdk/streaming";
import type Anthropic from "@anthropic-ai/sdk";
import type { ContentBlockParam, MessageCreateParamsBase } from "@anthropic-ai/sdk/resources/messages";
import { ConfigError, isDefinableError } from "@definable/spec";
import type { JsonSchema, Model, ModelListener, ModelPrice, ModelReply, ModelRequest } from "@definable/spec";
import { abortError } from "../abort-error.ts";
import { connect, endpointOf } from "../connection.ts";
import type { ConnectionOptions } from "../connection.ts";
import { Deadline } from "../deadline.ts";
import { heldSchema } from "../schema/held-schema.ts";
import type { WireEvent, WireMessage } from "../reply/wire-event.ts";
import { badReply, errorInBody, streamCut, timedOut, toModelError } from "./errors.ts";
import type { CallFacts, CallStage } from "./errors.ts";
import { ClaudeReply, say } from "./events.ts";
import { priceOf, profileOf } from "./profile.ts";
import type { CacheLifetime, ClaudeProfile } from "./profile.ts";
import { ClaudeRequestWriter } from "./request.ts";

/** Which model is asked, where, and for how long. */
export interface ClaudeOptions extends ConnectionOptions {
  /** The vendor's name of the model. Default `claude-opus-5-5`. */
  readonly id?: string | undefined;
  /** The name under which `providerOptions` are looked up and by which messages say who wrote them. Default `anthropic`. */
  readonly provider?: string | undefined;
  /**
   * How long the vendor keeps what he has read, so that the next turn costs a tenth of it or less: tools, instructions, and
   * the conversation when it is going to go on. Writing costs a quarter more than reading anew, twice as much for an hour.
   * Default "5m"; `false` keeps nothing.
   */
  readonly cache?: CacheLifetime | false | undefined;
  /** Milliseconds that a whole call may take. Default 0, no limit: an agent has its own `timeouts`. */
  readonly timeoutMs?: number | undefined;
  /** What its tokens cost. Default: Anthropic's list price, and unknown with another base URL. */
  readonly price?: ModelPrice | undefined;
  /** How it differs from what is assumed of the id and the server: for servers that are pickier or abler. */
  readonly profile?: Partial<ClaudeProfile> | undefined;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** What is made at the first request and kept. */
interface Session {
  readonly client: Anthropic;
  readonly writer: ClaudeRequestWriter;
  readonly facts: CallFacts;
}

/** One call on its way. */
interface Call {
  readonly body: MessageCreateParamsBase;
  readonly reply: ClaudeReply;
  readonly listener: ModelListener;
  readonly deadline: Deadline;
  readonly session: Session;
  stage: CallStage;
}

/**
 * A model behind Anthropic's Messages API, at Anthropic or at any server that speaks it (`baseURL`; then no key is needed).
 * Throws `ConfigError` at construction for options that cannot work, and at the first request when there is no key.
 */
export class Claude implements Model {
  readonly id: string;
  readonly provider: string;
  readonly #options: ClaudeOptions;
  #session: Session | undefined;

  constructor(options: ClaudeOptions = {}) {
    const { id = "claude-opus-5-5", provider = "anthropic", cache } = options;
    if (id.trim() === "") {
      throw new ConfigError("INVALID_CONFIG", 'The option id is empty. Give one such as "claude-opus-5-5".');
    }
    if (cache !== undefined && cache !== false && cache !== "5m" && cache !== "1h") {
      throw new ConfigError("INVALID_CONFIG", `The option cache is ${String(cache)}. Give "5m", "1h" or false.`);
    }
    if (options.timeoutMs !== undefined && !(options.timeoutMs >= 0)) {
      const said = String(options.timeoutMs);
      throw new ConfigError("INVALID_CONFIG", `The option timeoutMs is ${said}. Give milliseconds; 0 means no limit.`);
    }
    if (options.baseURL !== undefined) endpointOf(options.baseURL);
    this.id = id;
    this.provider = provider;
    this.#options = options;
  }

  get price(): ModelPrice | undefined {
    const { baseURL, cache, price } = this.#options;
    return price ?? (endpointOf(baseURL).isAnthropic ? priceOf(this.id, cache || "5m") : undefined);
  }

  get accepts(): ClaudeProfile["accepts"] {
    return this.#profile().accepts;
  }

  /** Free keys, and shapes that hold themselves, are asked for in words. */
  structuredOutput(schema: JsonSchema): boolean {
    return this.#profile().structuredOutput && heldSchema(schema) !== undefined;
  }

  async respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const { signal } = request;
    if (signal.aborted) throw abortError(signal);
    const session = this.#open();
    const { body, prefix } = session.writer.write(request);
    const reply = new ClaudeReply({ provider: this.provider, prefix });
    const deadline = new Deadline(signal, this.#options.timeoutMs ?? 0);
    const call: Call = { body, reply, listener, deadline, session, stage: "sending" };
    try {
      await send(call);
      for (let pause = 0; pause < MOST_PAUSES && reply.isPaused; pause += 1) await send(askedOn(call));
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
    const { now = Date.now, cache = "5m" } = this.#options;
    const profile = this.#profile();
    const { client, hasKey } = connect(this.#options, endpointOf(this.#options.baseURL));
    const { id, provider } = this;
    const facts = { model: id, provider, hasKey, now };
    this.#session = { client, facts, writer: new ClaudeRequestWriter({ id, provider, profile, cache }) };
    return this.#session;
  }

  #profile(): ClaudeProfile {
    const { baseURL, profile } = this.#options;
    return { ...profileOf(this.id, endpointOf(baseURL).isAnthropic), ...profile };
  }
}

const PATH = "/v1/messages";

/** As often as the vendor may pause in one answer before it is taken as it is. */
const MOST_PAUSES = 10;

/** The request that goes on with an answer: with what was said so far at its end. */
function askedOn(call: Call): Call {
  // The vendor gets back his own blocks.
  const said = call.reply.resume() as unknown as ContentBlockParam[];
  const asked = call.body.messages.slice(0, call.body.messages.at(-1)?.role === "assistant" ? -1 : undefined);
  const messages = [...asked, { role: "assistant" as const, content: said.filter(isSaid) }];
  return { ...call, body: { ...call.body, messages }, stage: "sending" };
}

const isSaid = (block: ContentBlockParam): boolean => block.type !== "text" || block.text.trim() !== "";

async function send(call: Call): Promise<void> {
  const { body, deadline, session } = call;
  // `post` and not `messages.create`, which refuses a whole answer that may take long, and swallows the pings.
  const response = await session.client.post(PATH, { body, signal: deadline.signal }).asResponse();
  const type = response.headers.get("content-type") ?? "";
  // Some servers do not stream and answer whole, whatever they are asked.
  if (body.stream !== true || type.includes("application/json")) {
    call.stage = "receiving";
    return takeWhole(await response.text(), call);
  }
  if (type.includes("text/html")) {
    await response.body?.cancel();
    throw badReply(session.facts);
  }
  call.stage = "streaming";
  return hearStream(response, call);
}

/**
 * Reads a stream to its end, into the reply and to the listener. Waits for a slow listener, and only then: a promise a
 * delta would cost more than the delta.
 */
async function hearStream(response: Response, { reply, listener, session, deadline }: Call): Promise<void> {
  for await (const { event: name, data } of Stream.rawEvents(response)) {
    // What lies in the socket still comes after an abort.
    if (deadline.signal.aborted) return;
    // A model that thinks and does not show it sends nothing else for minutes.
    if (name === "ping" || data === "") {
      listener.progress?.();
      continue;
    }
    // Every field may be missing, and what is not an object has none.
    const event = Object(JSON.parse(data)) as WireEvent;
    if (event.type === "error") throw errorInBody(event, session.facts);
    const heard = reply.take(event);
    if (heard === undefined) continue;
    const waiting = say(heard, listener);
    if (waiting !== undefined) await waiting;
  }
}

async function takeWhole(text: string, { reply, listener, session }: Call): Promise<void> {
  const whole = Object(JSON.parse(text)) as WireMessage & { readonly error?: unknown };
  if (whole.error) throw errorInBody(whole, session.facts);
  if (!Array.isArray(whole.content)) throw badReply(session.facts);
  for (const heard of reply.takeWhole(whole)) {
    const waiting = say(heard, listener);
    if (waiting !== undefined) await waiting;
  }
}

/** Once the vendor has said why it stopped, a connection that breaks takes nothing away; an error that it sends does. */
function throwUnlessHarmless(error: unknown, { reply, stage, session }: Call): void {
  if (isDefinableError(error)) throw error;
  if (!reply.isFinished) throw toModelError(error, stage, session.facts);
}
