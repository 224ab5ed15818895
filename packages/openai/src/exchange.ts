import { isDefinableError } from "@definable/spec";
import type { ModelReply } from "@definable/spec";
import { APIError } from "openai";
import type { OpenAI } from "openai";
import type { Stream } from "openai/streaming";
import { abortError } from "./abort-error.ts";
import { Deadline } from "./deadline.ts";
import { badReply, streamCut, timedOut, toModelError } from "./failure/model-error.ts";
import type { CallFacts, CallStage } from "./failure/model-error.ts";

/** A question to one of the vendor's APIs, and how its answer is taken in. */
export interface Question<Event> {
  /** Behind the base URL. */
  readonly path: string;
  readonly body: { readonly stream?: boolean | null };
  readonly client: OpenAI;
  readonly facts: CallFacts;
  /** The answer, as far as it is there. */
  readonly reply: { readonly isFinished: boolean; finish(): ModelReply };
  /** Takes in a stream, to its end. */
  readonly hear: (events: AsyncIterable<Event>) => Promise<void>;
  /** Takes in an answer that came as one document. */
  readonly takeWhole: (whole: object) => Promise<void>;
}

/** One question on its way. */
interface Call<Event> extends Question<Event> {
  readonly deadline: Deadline;
  stage: CallStage;
}

/** Asks once. Rejects with a `ModelError`, or with the reason of the signal when that is aborted. */
export async function exchange<Event>(
  question: Question<Event>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<ModelReply> {
  const { facts, reply } = question;
  const deadline = new Deadline(signal, timeoutMs);
  const call: Call<Event> = { ...question, deadline, stage: "sending" };
  try {
    await (call.body.stream === true ? stream(call) : receive(call));
  } catch (error) {
    if (!signal.aborted && !deadline.isOver) throwUnlessHarmless(error, call);
  } finally {
    deadline.end();
  }
  // The SDK ends an aborted stream without a word, so this is asked on every way out.
  if (signal.aborted) throw abortError(signal);
  if (reply.isFinished) return reply.finish();
  throw deadline.isOver ? timedOut(facts) : streamCut(facts);
}

async function stream<Event>(call: Call<Event>): Promise<void> {
  const { body, client, deadline, facts, path } = call;
  // `post` and not the method of the API, which may copy every chunk once more on its way.
  const { data, response } = await client
    .post<Stream<Event>>(path, { body, stream: true, signal: deadline.signal })
    .withResponse();
  const type = response.headers.get("content-type") ?? "";
  // Some servers do not stream and answer whole, whatever they are asked.
  if (type.includes("application/json")) return takeText(call, await inStage(call, response));
  if (type.includes("text/html")) {
    await response.body?.cancel();
    throw badReply(facts);
  }
  call.stage = "streaming";
  return call.hear(data);
}

async function receive<Event>(call: Call<Event>): Promise<void> {
  const { body, client, deadline, path } = call;
  const response = await client.post(path, { body, signal: deadline.signal }).asResponse();
  return takeText(call, await inStage(call, response));
}

function inStage<Event>(call: Call<Event>, response: Response): Promise<string> {
  call.stage = "receiving";
  return response.text();
}

async function takeText<Event>({ takeWhole }: Call<Event>, text: string): Promise<void> {
  // What is not an object has no fields.
  return takeWhole(Object(JSON.parse(text)));
}

/** Once the vendor has said why it stopped, a connection that breaks takes nothing away; an error that it sends does. */
function throwUnlessHarmless<Event>(error: unknown, { facts, reply, stage }: Call<Event>): void {
  if (isDefinableError(error)) throw error;
  const isSaid = error instanceof APIError && error.error !== undefined;
  if (!reply.isFinished || isSaid) throw toModelError(error, stage, facts);
}
