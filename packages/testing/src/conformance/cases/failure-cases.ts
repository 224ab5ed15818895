import { ERROR_CODES } from "@definable/spec";
import type { DefinableError, ErrorCode } from "@definable/spec";
import type { CasePlan } from "../conformance-case.ts";
import { expectSame, expectThat } from "../expectations.ts";
import type { Ability } from "../model-driver.ts";
import type { Trial } from "../trial.ts";
import type { VendorComplaint } from "../vendor-answer.ts";

/** Words that only the vendor says. They must not come through, because a vendor repeats keys and prompts in them. */
const WORDS = "quoting sk-live-canary and the prompt";

const CODES: Readonly<Record<VendorComplaint, ErrorCode>> = {
  authentication: "MODEL_AUTHENTICATION",
  permission: "MODEL_PERMISSION",
  unknownModel: "MODEL_NOT_FOUND",
  badRequest: "MODEL_BAD_REQUEST",
  contextTooLong: "MODEL_CONTEXT_TOO_LONG",
  requestTooLarge: "MODEL_CONTEXT_TOO_LONG",
  rateLimit: "MODEL_RATE_LIMITED",
  quota: "MODEL_QUOTA",
  server: "MODEL_UNAVAILABLE",
  overloaded: "MODEL_OVERLOADED",
};

const OPTIONAL: Partial<Record<VendorComplaint, Ability>> = { requestTooLarge: "requestTooLarge", quota: "quota" };

/** What every failure has in common: the code, its row of the table, and a message without the vendor's words. */
export function expectFailure(trial: Trial, error: DefinableError, code: ErrorCode): void {
  expectSame("code", code, error.code);
  expectSame("retryable", ERROR_CODES[code].retryable, error.retryable);
  expectThat(
    !error.message.includes("canary"),
    `Expected a message without the vendor's words, found: ${error.message}`,
  );
  const { secret } = trial;
  expectThat(secret === undefined || !error.message.includes(secret), "Expected a message without the key, found it.");
}

const complaintCase = ([complaint, code]: [VendorComplaint, ErrorCode]): CasePlan => ({
  name: `fails with ${code} when the vendor complains of ${complaint}`,
  needs: OPTIONAL[complaint],
  answers: [{ kind: "failure", complaint, words: WORDS }],
  body: async (trial) => {
    expectFailure(trial, await trial.failureOf(trial.ask()), code);
    expectSame("requests: the loop retries, not the model", 1, trial.server.requests.length);
  },
});

const KINDS: readonly VendorComplaint[] = [
  "authentication",
  "permission",
  "unknownModel",
  "badRequest",
  "contextTooLong",
  "requestTooLarge",
  "rateLimit",
  "quota",
  "server",
  "overloaded",
];

/** What happens when the vendor says no. */
export const FAILURE_CASES: readonly CasePlan[] = [
  ...KINDS.map((kind) => complaintCase([kind, CODES[kind]])),
  {
    name: "says how long to wait when the vendor gives seconds",
    answers: [{ kind: "failure", complaint: "rateLimit", words: WORDS, retryAfter: 7 }],
    body: async (trial) => {
      expectSame("retryAfterMs", 7_000, (await trial.failureOf(trial.ask())).retryAfterMs);
    },
  },
  {
    name: "says how long to wait when the vendor gives a date",
    answers: [{ kind: "failure", complaint: "rateLimit", words: WORDS, retryAfter: new Date(Date.now() + 3_600_000) }],
    body: async (trial) => {
      const { retryAfterMs = 0 } = await trial.failureOf(trial.ask());
      expectThat(
        retryAfterMs > 0 && retryAfterMs <= 3_600_000,
        `Expected retryAfterMs up to an hour, found ${retryAfterMs}.`,
      );
    },
  },
  {
    name: "fails alike when it does not stream",
    answers: [{ kind: "failure", complaint: "rateLimit", words: WORDS, retryAfter: 7 }],
    body: async (trial) => {
      const error = await trial.failureOf(trial.ask({ settings: { stream: false } }));
      expectFailure(trial, error, "MODEL_RATE_LIMITED");
      expectSame("retryAfterMs", 7_000, error.retryAfterMs);
    },
  },
];
