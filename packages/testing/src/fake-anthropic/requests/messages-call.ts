import type { JsonObject } from "@definable/spec";
import { isObject } from "../../fake-server/requests/json-shape.ts";

/** What a request asks of the shape of its answer. */
export interface MessagesCall {
  /** Counts the requests of the server: ids are made from it, so that equal runs give equal bytes. */
  readonly number: number;
  readonly model: string;
  readonly stream: boolean;
  /** An estimate, four characters a token. */
  readonly promptTokens: number;
  readonly body: JsonObject;
}

/** Reads a body, which need not be valid: without validation a compatible server takes anything. */
export function messagesCall(body: unknown, number: number): MessagesCall {
  const request = isObject(body) ? body : {};
  return {
    number,
    model: typeof request["model"] === "string" ? request["model"] : "unknown",
    stream: request["stream"] === true,
    promptTokens: Math.ceil(JSON.stringify([request["system"], request["messages"]]).length / 4),
    body: request,
  };
}

/** The id by which the vendor knows a request. */
export function requestId(number: number): string {
  return `req_fake${String(number).padStart(10, "0")}`;
}
