import { readDecisionsBody } from "../body/decisions-body.ts";
import { queryUserId } from "../body/id.ts";
import { readJson } from "../body/read-json.ts";
import { RUN_ANSWERS, jsonBody, problems } from "../openapi/parts.ts";
import type { Route } from "../route.ts";
import { answerRun } from "../run/answer-run.ts";
import { ownRun } from "../run/own-run.ts";

/** Answers requirements of a paused run and goes on with it. The client that leaves before the end cancels it. */
export const continueRun: Route = {
  method: "POST",
  path: "/runs/:runId/continue",
  operation: {
    operationId: "continueRun",
    summary: "Decide what a paused run waits for",
    description:
      "All decisions are applied, or none. Answers like `POST /runs`; a second answer to the same question is a 409.",
    parameters: [
      { $ref: "#/components/parameters/runId" },
      { $ref: "#/components/parameters/userId" },
      { $ref: "#/components/parameters/events" },
    ],
    requestBody: jsonBody("ContinueBody"),
    responses: {
      ...RUN_ANSWERS,
      ...problems(400, 403, 404, 406, 408, 409, 413, 415, 421, 422, 429, 500, 502, 503, 504),
    },
  },
  answer: async (call) => {
    const decisions = readDecisionsBody(await readJson(call.incoming));
    const userId = queryUserId(call.incoming.query);
    const { runId } = await ownRun(call, userId);
    const options = { decisions, decidedBy: userId ?? "http", decidedThrough: "http", signal: call.incoming.signal };
    return answerRun(call, () => call.scope.agent.continueRunStream(runId, options));
  },
};
