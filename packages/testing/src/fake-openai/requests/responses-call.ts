import type { JsonObject } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";

/** What a request to the Responses API asks of the shape of its answer. */
export interface ResponsesCall {
  /** Counts the requests of the server: ids are made from it, so that equal runs give equal bytes. */
  readonly number: number;
  readonly model: string;
  readonly stream: boolean;
  readonly obfuscation: boolean;
  /** Whether thoughts are to come sealed, because nothing is kept. */
  readonly seals: boolean;
  /** An estimate, four characters a token. */
  readonly inputTokens: number;
  /** Seconds since 1970. */
  readonly created: number;
  /** The request: a response repeats most of it. */
  readonly body: JsonObject;
}

/** Reads a body, which need not be valid: without validation a compatible server takes anything. */
export function responsesCall(body: unknown, number: number, nowMs: number): ResponsesCall {
  const request = isObject(body) ? body : {};
  const { include, input, instructions, model, stream, stream_options: options } = request;
  return {
    number,
    model: typeof model === "string" ? model : "unknown",
    stream: stream === true,
    obfuscation: !isObject(options) || options["include_obfuscation"] !== false,
    seals: isArray(include) && include.includes("reasoning.encrypted_content"),
    inputTokens: Math.ceil(JSON.stringify([instructions ?? "", input ?? ""]).length / 4),
    created: Math.floor(nowMs / 1000),
    body: request,
  };
}
