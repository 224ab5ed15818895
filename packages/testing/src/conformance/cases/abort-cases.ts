import { ConformanceError } from "../conformance-error.ts";
import type { CasePlan } from "../conformance-case.ts";
import { expectSame, expectThat } from "../expectations.ts";
import type { VendorRequest } from "../model-driver.ts";
import type { Asked, Trial } from "../trial.ts";

/** The rest of every case: abort, and see that the call rejects and its socket is free. */
async function abortNow(
  trial: Trial,
  asked: Asked,
  running: { controller: AbortController; request: VendorRequest },
): Promise<void> {
  running.controller.abort(new Error("The caller left."));
  const error = await trial.rejectionOf(asked);
  // What a caller's own abort is called is not prescribed, but it is not the vendor's fault.
  if (error instanceof ConformanceError) throw error;
  const end = await trial.within(running.request.closed, "the connection to be given up");
  expectSame("how the exchange ended", "aborted", end);
}

/** What happens when the caller leaves. */
export const ABORT_CASES: readonly CasePlan[] = [
  {
    name: "asks nothing when the signal has aborted before",
    answers: [],
    body: async (trial) => {
      await trial.rejectionOf(trial.ask({ signal: AbortSignal.abort(new Error("The caller left.")) }));
      expectThat(trial.server.requests.length === 0, "Expected no request, found one.");
    },
  },
  {
    name: "rejects when the signal aborts before the headers",
    answers: [{ kind: "silence" }],
    body: async (trial) => {
      const controller = new AbortController();
      const asked = trial.ask({ signal: controller.signal });
      const request = await trial.within(trial.server.nextRequest(), "the request");
      await abortNow(trial, asked, { controller, request });
    },
  },
  {
    name: "rejects when the signal aborts after the headers",
    answers: [{ kind: "stall" }],
    body: async (trial) => {
      const controller = new AbortController();
      const asked = trial.ask({ signal: controller.signal });
      const request = await trial.within(trial.server.nextRequest(), "the request");
      await trial.within(request.sent, "the headers to be sent");
      await abortNow(trial, asked, { controller, request });
    },
  },
  {
    name: "rejects when the signal aborts during the text, and says no more",
    answers: [{ kind: "stall", text: ["Once ", "upon "] }],
    body: async (trial) => {
      const controller = new AbortController();
      const asked = trial.ask({ signal: controller.signal });
      const request = await trial.within(trial.server.nextRequest(), "the request");
      await trial.within(asked.firstText, "the first piece of text");
      await abortNow(trial, asked, { controller, request });
      const heard = asked.heard.text.length;
      await new Promise((resolve) => setTimeout(resolve, 0));
      expectSame("pieces of text after the call had rejected", 0, asked.heard.text.length - heard);
    },
  },
  {
    name: "rejects when the listener itself aborts",
    answers: [{ kind: "reply", text: Array.from({ length: 50 }, () => "word ") }],
    body: async (trial) => {
      const controller = new AbortController();
      const asked = trial.ask({ signal: controller.signal, onText: () => controller.abort(new Error("Enough.")) });
      await trial.rejectionOf(asked);
      expectSame("pieces of text that were heard", 1, asked.heard.text.length);
    },
  },
];
