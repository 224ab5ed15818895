import type { JsonObject, JsonValue } from "@definable/spec";
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
import { messagesCall } from "./requests/messages-call.ts";
import type { FakeStep } from "./script/step.ts";
import { checkHeaders } from "./validate/check-headers.ts";
import { issue } from "./validate/issue.ts";
import { messagesIssue } from "./validate/messages-issue.ts";
import { errorAnswer, jsonAnswer, voiceOf } from "./wire/answer.ts";
import { vendorError } from "./wire/vendor-error.ts";
import type { VendorError } from "./wire/vendor-error.ts";

type Serving = ServerServing<FakeStep>;
type Refusal = ServerRefusal<VendorError>;

const MESSAGES = "/v1/messages";
const MODELS = "/v1/models";
const SHOWN_MODELS = ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"];

/** Takes one request: records it, holds it against the rules of the vendor, and hands it to the script. */
export async function handleRequest(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reception = {
    ...serving,
    judge: ({ headers }: IncomingMessage) => judgeKey(keyOf(headers), serving.apiKey),
    refuse: (record: RequestRecord, body: ReadBody, key: JudgedKey) => refuse(serving, record, { body, key }),
  };
  const { exchange, refusal } = await receive<VendorError>(reception, request, response);
  const { record } = exchange;
  if (refusal !== undefined) {
    return deliver(errorAnswer(refusal.status, refusal.error, record.index), { kind: "finish" }, exchange);
  }
  const path = pathOf(record);
  if (path === MESSAGES) {
    const step = await serving.script.next(record);
    return answerWithStep(step, voiceOf(messagesCall(record.body, record.index)), exchange);
  }
  return deliver(jsonAnswer({ body: modelsBody(serving, path), number: record.index }), { kind: "finish" }, exchange);
}

/** A key comes in either header; when both are there, the vendor's own counts. */
function keyOf(headers: IncomingMessage["headers"]): string | undefined {
  const own = headers["x-api-key"];
  return typeof own === "string" ? own : headers.authorization?.replace(/^Bearer /i, "");
}

function refuse(
  serving: Serving,
  record: RequestRecord,
  { body, key }: { readonly body: ReadBody; readonly key: JudgedKey },
): Refusal | undefined {
  const unauthorized = serving.apiKey === undefined ? undefined : keyIssue(key);
  if (unauthorized !== undefined) return { status: 401, error: unauthorized };
  if (body.kind === "too-large") return { status: 413, error: vendorError(413) };
  return (
    refuseRoute(serving, record) ?? (pathOf(record) === MESSAGES ? refuseMessages(serving, record, body) : undefined)
  );
}

function keyIssue({ given, authorization }: JudgedKey): VendorError | undefined {
  if (authorization === "valid") return undefined;
  return vendorError(401, given === undefined ? { message: "x-api-key header is required" } : {});
}

function refuseRoute({ models }: Serving, record: RequestRecord): Refusal | undefined {
  const path = pathOf(record);
  const method = path === MESSAGES ? "POST" : path === MODELS || path.startsWith(`${MODELS}/`) ? "GET" : undefined;
  if (method === undefined) return { status: 404, error: vendorError(404) };
  if (method !== record.method) return { status: 405, error: issue("Method Not Allowed") };
  const named = path.startsWith(`${MODELS}/`) ? decodeURIComponent(path.slice(MODELS.length + 1)) : undefined;
  return named === undefined || (models ?? SHOWN_MODELS).includes(named) ? undefined : unknownModel(named);
}

function refuseMessages({ validate, models }: Serving, record: RequestRecord, body: ReadBody): Refusal | undefined {
  if (body.kind === "malformed") {
    return {
      status: 400,
      error: issue("The request body is not valid JSON: unexpected character: line 1 column 1 (char 0)"),
    };
  }
  if (body.kind === "json" && validate && !isWellFormed(record.body)) return { status: 400, error: issue(HALF_SIGN) };
  const version = record.headers["anthropic-version"];
  const found = validate ? (checkHeaders(version) ?? messagesIssue(record.body, version)) : undefined;
  if (found !== undefined) return { status: 400, error: found };
  const model = isObject(record.body) ? record.body["model"] : undefined;
  return typeof model !== "string" || models === undefined || models.includes(model) ? undefined : unknownModel(model);
}

const HALF_SIGN = "The request body is not valid JSON: no low surrogate in string: line 1 column 1 (char 0)";

/** The vendor reads no half characters, though JSON can write them. */
function isWellFormed(value: JsonValue | undefined): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => name.isWellFormed() && isWellFormed(inner));
}

function unknownModel(model: string): Refusal {
  return { status: 404, error: vendorError(404, { message: `model: ${model}` }) };
}

function modelsBody({ models = SHOWN_MODELS, now }: Serving, path: string): JsonObject {
  const created = new Date(now()).toISOString();
  const row = (id: string): JsonObject => ({ type: "model", id, display_name: id, created_at: created });
  if (path !== MODELS) return row(decodeURIComponent(path.slice(MODELS.length + 1)));
  return { data: models.map(row), has_more: false, first_id: models[0] ?? null, last_id: models.at(-1) ?? null };
}

function pathOf(record: RequestRecord): string {
  return record.path.split("?")[0] ?? record.path;
}
