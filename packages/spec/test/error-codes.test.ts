import { expect, test } from "vitest";
import { ERROR_CODES, ERROR_MEANINGS } from "../src/index.ts";
import type { ErrorCode } from "../src/index.ts";

const rows = Object.entries(ERROR_CODES);
const faulty = (is: (row: (typeof ERROR_CODES)[ErrorCode]) => boolean): string[] =>
  rows.flatMap(([code, row]) => (is(row) ? [code] : []));

test("every code is an HTTP status of a failure", () => {
  expect(faulty(({ status }) => !Number.isInteger(status) || status < 400 || status > 599)).toEqual([]);
});

test("what the caller's input caused is told as the caller's fault, what he configured as ours", () => {
  // A stream that is iterated twice is a mistake in this process: no request can cause it.
  expect(faulty(({ fault, status }) => fault === "input" && status >= 500)).toEqual(["STREAM_CONSUMED"]);
  expect(faulty(({ fault, status }) => fault === "config" && status !== 500)).toEqual([]);
});

test("the model's failures are told as a gateway's, so that nobody blames the request", () => {
  expect(faulty(({ fault, status }) => fault === "model" && ![429, 502, 503, 504].includes(status))).toEqual([]);
});

test("a retry can help only where the failure is of the moment", () => {
  expect(faulty(({ retryable }) => retryable)).toEqual([
    "SESSION_BUSY",
    "MODEL_RATE_LIMITED",
    "MODEL_OVERLOADED",
    "MODEL_UNAVAILABLE",
    "MODEL_TIMEOUT",
    "MODEL_STREAM_CUT",
    "STORE_FAILED",
    "SERVER_CLOSING",
  ]);
});

test("every code is a constant's name, and every meaning a sentence that fits into a row of a table", () => {
  for (const [code] of rows) {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(new Map(Object.entries(ERROR_MEANINGS)).get(code)).toMatch(/^[A-Z][^|\n]*\.$/);
  }
});
