import { readJson } from "../body/read-json.ts";
import { readRunBody } from "../body/run-body.ts";
import { RUN_ANSWERS, jsonBody, problems } from "../openapi/parts.ts";
import type { Route } from "../route.ts";
import { answerRun } from "../run/answer-run.ts";

/** Starts a run. The client that leaves before the end cancels it. */
export const createRun: Route = {
  method: "POST",
  path: "/runs",
  operation: {
    operationId: "createRun",
    summary: "Run the agent",
    description:
      "Answers with the run's output, or with its events when `Accept` is `text/event-stream`. " +
      "Closing the connection cancels the run.",
    parameters: [{ $ref: "#/components/parameters/events" }],
    requestBody: jsonBody("RunBody"),
    responses: { ...RUN_ANSWERS, ...problems(400, 403, 406, 408, 409, 413, 415, 421, 422, 429, 500, 502, 503, 504) },
  },
  answer: async (call) => {
    const { input, options } = readRunBody(await readJson(call.incoming));
    return answerRun(call, () => call.scope.agent.runStream(input, { ...options, signal: call.incoming.signal }));
  },
};
