import type { IncomingMessage, ServerResponse } from "node:http";
import { chatCall } from "./requests/chat-call.ts";
import { isObject } from "./requests/json-shape.ts";
import { publicHeaders } from "./requests/public-headers.ts";
import { readBody } from "./requests/read-body.ts";
import type { ReadBody } from "./requests/read-body.ts";
import type { RequestLog } from "./requests/request-log.ts";
import { RequestRecord } from "./requests/request-record.ts";
import type { ScriptQueue } from "./script/script-queue.ts";
import { chatIssue } from "./validate/chat-issues.ts";
import { checkAuthorization, judgeAuthorization } from "./validate/check-authorization.ts";
import { issue } from "./validate/issue.ts";
import { answerWithError, answerWithJson, answerWithStep } from "./wire/answer.ts";
import type { Exchange } from "./wire/deliver.ts";
import { vendorError } from "./wire/vendor-error.ts";
import type { VendorError } from "./wire/vendor-error.ts";

/** What the server is made of while it runs. */
export interface Serving {
  readonly script: ScriptQueue;
  readonly log: RequestLog;
  readonly apiKey: string | undefined;
  readonly models: readonly string[] | undefined;
  readonly validate: boolean;
  readonly maxBodyBytes: number;
  readonly now: () => number;
}

const CHAT = "/v1/chat/completions";
const MODELS = "/v1/models";
const SHOWN_MODELS = ["gpt-4o", "gpt-4o-mini"];

/** Takes one request: records it, holds it against the rules of the vendor, and hands it to the script. */
export async function handleRequest(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const body = await readBody(request, serving.maxBodyBytes);
  const record = new RequestRecord({
    index: serving.log.all.length,
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: publicHeaders(request.headers),
    authorization: judgeAuthorization(request.headers.authorization, serving.apiKey),
    body: body.kind === "json" ? body.value : undefined,
  });
  response.once("close", () => record.markClosed(response.writableFinished));
  const exchange = { response, record, gone: gone.signal };
  const refusal = refuse(serving, record, { body, authorization: request.headers.authorization });
  if (refusal !== undefined) record.markRejected(refusal.error);
  serving.log.add(record);
  // A client that left while its body was being read: its end was announced before anybody listened.
  if (response.closed) record.markClosed(false);
  if (refusal !== undefined) await answerWithError(refusal.status, refusal.error, exchange);
  else if (pathOf(record) === CHAT) await answerChat(serving, exchange);
  else await answerWithJson(modelsBody(serving, pathOf(record)), exchange);
}

async function answerChat(serving: Serving, exchange: Exchange): Promise<void> {
  const { record } = exchange;
  const step = await serving.script.next(record);
  await answerWithStep(step, chatCall(record.body, record.index, serving.now()), exchange);
}

interface Refusal {
  readonly status: number;
  readonly error: VendorError;
}

function refuse(
  serving: Serving,
  record: RequestRecord,
  came: { readonly body: ReadBody; readonly authorization: string | undefined },
): Refusal | undefined {
  const unauthorized = checkAuthorization(came.authorization, serving.apiKey);
  if (unauthorized !== undefined) return { status: 401, error: unauthorized };
  if (came.body.kind === "too-large") return { status: 413, error: vendorError(413) };
  return refuseRoute(serving, record) ?? (pathOf(record) === CHAT ? refuseChat(serving, record, came.body) : undefined);
}

function refuseRoute({ models }: Serving, record: RequestRecord): Refusal | undefined {
  const path = pathOf(record);
  const method = path === CHAT ? "POST" : path === MODELS || path.startsWith(`${MODELS}/`) ? "GET" : undefined;
  if (method === undefined) return { status: 404, error: issue(`Invalid URL (${record.method} ${path})`) };
  if (method !== record.method) {
    const message = `Not allowed to ${record.method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`;
    return { status: 405, error: issue(message, null, "method_not_supported") };
  }
  const named = path.startsWith(`${MODELS}/`) ? decodeURIComponent(path.slice(MODELS.length + 1)) : undefined;
  return named === undefined || (models ?? SHOWN_MODELS).includes(named) ? undefined : unknownModel(named);
}

function refuseChat({ validate, models }: Serving, record: RequestRecord, body: ReadBody): Refusal | undefined {
  if (body.kind === "malformed") {
    const message =
      "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library " +
      "correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)";
    return { status: 400, error: issue(message) };
  }
  const found = validate ? chatIssue(record.body) : undefined;
  if (found !== undefined) return { status: 400, error: found };
  const model = isObject(record.body) ? record.body["model"] : undefined;
  return typeof model !== "string" || models === undefined || models.includes(model) ? undefined : unknownModel(model);
}

function unknownModel(model: string): Refusal {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return { status: 404, error: issue(message, null, "model_not_found") };
}

function modelsBody({ models = SHOWN_MODELS, now }: Serving, path: string): Parameters<typeof answerWithJson>[0] {
  const created = Math.floor(now() / 1000);
  const row = (id: string) => ({ id, object: "model", created, owned_by: "system" });
  if (path === MODELS) return { object: "list", data: models.map(row) };
  return row(decodeURIComponent(path.slice(MODELS.length + 1)));
}

function pathOf(record: RequestRecord): string {
  return record.path.split("?")[0] ?? record.path;
}
