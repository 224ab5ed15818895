import { isObject } from "../../fake-server/requests/json-shape.ts";

/** What a chat request asks of the shape of its answer. */
export interface ChatCall {
  /** Counts the requests of the server: ids are made from it, so that equal runs give equal bytes. */
  readonly number: number;
  readonly model: string;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly obfuscation: boolean;
  readonly logprobs: boolean;
  /** An estimate, four characters a token. */
  readonly promptTokens: number;
  /** Seconds since 1970. */
  readonly created: number;
}

/** Reads a body, which need not be valid: without validation a compatible server takes anything. */
export function chatCall(body: unknown, number: number, nowMs: number): ChatCall {
  const request = isObject(body) ? body : {};
  const options = isObject(request["stream_options"]) ? request["stream_options"] : {};
  return {
    number,
    model: typeof request["model"] === "string" ? request["model"] : "unknown",
    stream: request["stream"] === true,
    includeUsage: options["include_usage"] === true,
    obfuscation: options["include_obfuscation"] !== false,
    logprobs: request["logprobs"] === true,
    promptTokens: Math.ceil(JSON.stringify(request["messages"] ?? "").length / 4),
    created: Math.floor(nowMs / 1000),
  };
}
