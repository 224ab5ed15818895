import { queryUserId } from "../body/id.ts";
import { answerJson } from "../answer-json.ts";
import { jsonAnswer, problems } from "../openapi/parts.ts";
import type { Route } from "../route.ts";
import { ownRun } from "../run/own-run.ts";

/** Shows a run as it stands. */
export const getRun: Route = {
  method: "GET",
  path: "/runs/:runId",
  operation: {
    operationId: "getRun",
    summary: "Look at a run",
    parameters: [{ $ref: "#/components/parameters/runId" }, { $ref: "#/components/parameters/userId" }],
    responses: {
      "200": jsonAnswer("RunOutput", "The run as it stands."),
      ...problems(400, 403, 404, 421, 422, 500, 503),
    },
  },
  answer: async (call) => {
    const run = await ownRun(call, queryUserId(call.incoming.query));
    return answerJson(run.toPublicJSON(), { headers: { "x-run-id": run.runId } });
  },
};
