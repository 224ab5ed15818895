import type { JsonObject } from "@definable/spec";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Serving as ServerServing } from "../fake-server/open-server.ts";
import { receive } from "../fake-server/receive.ts";
import type { Refusal as ServerRefusal } from "../fake-server/receive.ts";
import { isObject } from "../fake-server/requests/json-shape.ts";
import { judgeKey } from "../fake-server/requests/judge-key.ts";
import type { JudgedKey } from "../fake-server/requests/judge-key.ts";
import type { ReadBody } from "../fake-server/requests/read-body.ts";
import type { RequestRecord } from "../fake-server/requests/request-record.ts";
import { answerWithStep } from "../fake-server/wire/answer.ts";
import { deliver } from "../fake-server/wire/deliver.ts";
import type { Exchange } from "../fake-server/wire/deliver.ts";
import { chatCall } from "./requests/chat-call.ts";
import type { FakeStep } from "./script/step.ts";
import { responsesCall } from "./requests/responses-call.ts";
import { chatIssue } from "./validate/chat-issues.ts";
import { checkAuthorization } from "./validate/check-authorization.ts";
import { issue } from "./validate/issue.ts";
import { jsonAnswer, voiceOf } from "./wire/answer.ts";
import { responsesVoice } from "./wire/responses-answer.ts";
import { responsesIssue } from "./validate/responses-issues.ts";
import { errorBody, vendorError } from "./wire/vendor-error.ts";
import type { VendorError } from "./wire/vendor-error.ts";

type Serving = ServerServing<FakeStep>;
type Refusal = ServerRefusal<VendorError>;

const CHAT = "/v1/chat/completions";
const RESPONSES = "/v1/responses";
const MODELS = "/v1/models";
const SHOWN_MODELS = ["gpt-4o", "gpt-4o-mini"];

/** Takes one request: records it, holds it against the rules of the vendor, and hands it to the script. */
export async function handleRequest(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { apiKey } = serving;
  const reception = {
    ...serving,
    judge: ({ headers }: IncomingMessage) =>
      judgeKey(headers.authorization, apiKey === undefined ? undefined : `Bearer ${apiKey}`),
    refuse: (record: RequestRecord, body: ReadBody, key: JudgedKey) => refuse(serving, record, { body, key }),
  };
  const { exchange, refusal } = await receive<VendorError>(reception, request, response);
  const { record } = exchange;
  const number = record.index;
  if (refusal !== undefined) {
    const { status, error } = refusal;
    return deliver(jsonAnswer({ status, body: errorBody(error), number }), { kind: "finish" }, exchange);
  }
  if (isAsked(record)) return answerQuestion(serving, exchange);
  return deliver(jsonAnswer({ body: modelsBody(serving, pathOf(record)), number }), { kind: "finish" }, exchange);
}

/** Whether it is the model that is asked, through whichever API. */
const isAsked = (record: RequestRecord): boolean => [CHAT, RESPONSES].includes(pathOf(record));

async function answerQuestion(serving: Serving, exchange: Exchange): Promise<void> {
  const { record } = exchange;
  const step = await serving.script.next(record);
  const { body, index } = record;
  const voice =
    pathOf(record) === CHAT
      ? voiceOf(chatCall(body, index, serving.now()))
      : responsesVoice(responsesCall(body, index, serving.now()));
  await answerWithStep(step, voice, exchange);
}

function refuse(
  serving: Serving,
  record: RequestRecord,
  { body, key }: { readonly body: ReadBody; readonly key: JudgedKey },
): Refusal | undefined {
  const unauthorized = serving.apiKey === undefined ? undefined : checkAuthorization(key);
  if (unauthorized !== undefined) return { status: 401, error: unauthorized };
  if (body.kind === "too-large") return { status: 413, error: vendorError(413) };
  return refuseRoute(serving, record) ?? (isAsked(record) ? refuseQuestion(serving, record, body) : undefined);
}

function refuseRoute({ models }: Serving, record: RequestRecord): Refusal | undefined {
  const path = pathOf(record);
  const method = isAsked(record) ? "POST" : path === MODELS || path.startsWith(`${MODELS}/`) ? "GET" : undefined;
  if (method === undefined) return { status: 404, error: issue(`Invalid URL (${record.method} ${path})`) };
  if (method !== record.method) {
    const message = `Not allowed to ${record.method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`;
    return { status: 405, error: issue(message, null, "method_not_supported") };
  }
  const named = path.startsWith(`${MODELS}/`) ? decodeURIComponent(path.slice(MODELS.length + 1)) : undefined;
  return named === undefined || (models ?? SHOWN_MODELS).includes(named) ? undefined : unknownModel(named);
}

function refuseQuestion({ validate, models }: Serving, record: RequestRecord, body: ReadBody): Refusal | undefined {
  if (body.kind === "malformed") {
    const message =
      "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library " +
      "correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)";
    return { status: 400, error: issue(message) };
  }
  const judge = pathOf(record) === CHAT ? chatIssue : responsesIssue;
  const found = validate ? judge(record.body) : undefined;
  if (found !== undefined) return { status: 400, error: found };
  const model = isObject(record.body) ? record.body["model"] : undefined;
  return typeof model !== "string" || models === undefined || models.includes(model) ? undefined : unknownModel(model);
}

function unknownModel(model: string): Refusal {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return { status: 404, error: issue(message, null, "model_not_found") };
}

function modelsBody({ models = SHOWN_MODELS, now }: Serving, path: string): JsonObject {
  const created = Math.floor(now() / 1000);
  const row = (id: string) => ({ id, object: "model", created, owned_by: "system" });
  if (path === MODELS) return { object: "list", data: models.map(row) };
  return row(decodeURIComponent(path.slice(MODELS.length + 1)));
}

function pathOf(record: RequestRecord): string {
  return record.path.split("?")[0] ?? record.path;
}
