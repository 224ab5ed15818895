import { PRIVATE_HEADERS } from "./http-answer.ts";
import type { HttpAnswer } from "./http-answer.ts";

const JSON_HEADERS = { ...PRIVATE_HEADERS, "content-type": "application/json" };

/** What a JSON answer says besides its body. */
export interface JsonAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with JSON. */
export function answerJson(body: unknown, { status = 200, headers }: JsonAnswer = {}): HttpAnswer {
  return { status, headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify(body) };
}
