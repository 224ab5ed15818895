import type { IncomingMessage, ServerResponse } from "node:http";
import type { JudgedKey } from "./requests/judge-key.ts";
import type { FakeRejection } from "./requests/fake-request.ts";
import { publicHeaders } from "./requests/public-headers.ts";
import { readBody } from "./requests/read-body.ts";
import type { ReadBody } from "./requests/read-body.ts";
import type { RequestLog } from "./requests/request-log.ts";
import { RequestRecord } from "./requests/request-record.ts";
import type { Exchange } from "./wire/deliver.ts";

/** A refusal by the vendor's rules, before the script is asked. */
export interface Refusal<Failure> {
  readonly status: number;
  readonly error: Failure;
}

/** What a vendor says to a request by its rules alone. */
export interface Reception<Failure> {
  readonly log: RequestLog;
  readonly maxBodyBytes: number;
  /** The key that came, held against the right one. */
  readonly judge: (request: IncomingMessage) => JudgedKey;
  readonly refuse: (record: RequestRecord, body: ReadBody, key: JudgedKey) => Refusal<Failure> | undefined;
}

/** A request that is recorded and judged. */
export interface Received<Failure> {
  readonly exchange: Exchange;
  readonly refusal: Refusal<Failure> | undefined;
}

/** Takes one request in: reads it, judges it and records it, whatever comes of it. */
export async function receive<Failure extends FakeRejection>(
  reception: Reception<Failure>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Received<Failure>> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const body = await readBody(request, reception.maxBodyBytes);
  const key = reception.judge(request);
  const record = new RequestRecord({
    index: reception.log.all.length,
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: publicHeaders(request.headers),
    authorization: key.authorization,
    body: body.kind === "json" ? body.value : undefined,
  });
  response.once("close", () => record.markClosed(response.writableFinished));
  const refusal = reception.refuse(record, body, key);
  if (refusal !== undefined) record.markRejected(refusal.error);
  reception.log.add(record);
  // A client that left while its body was being read: its end was announced before anybody listened.
  if (response.closed) record.markClosed(false);
  return { exchange: { response, record, gone: gone.signal }, refusal };
}
