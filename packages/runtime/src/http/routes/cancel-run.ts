import { queryUserId } from "../body/id.ts";
import { jsonAnswer, problems } from "../openapi/parts.ts";
import type { Route } from "../route.ts";
import { answerJson } from "../answer-json.ts";
import { ownRun } from "../run/own-run.ts";

/** Asks a run to stop. Harmless when it has ended. */
export const cancelRun: Route = {
  method: "POST",
  path: "/runs/:runId/cancel",
  operation: {
    operationId: "cancelRun",
    summary: "Cancel a run",
    description: "202 while the run still stops; 200 with its status when it has ended, also when that was earlier.",
    parameters: [{ $ref: "#/components/parameters/runId" }, { $ref: "#/components/parameters/userId" }],
    responses: {
      "200": jsonAnswer("RunState", "The run has ended."),
      "202": jsonAnswer("RunState", "The run was asked to stop."),
      ...problems(400, 403, 404, 421, 422, 500, 503),
    },
  },
  answer: async (call) => {
    const userId = queryUserId(call.incoming.query);
    await call.scope.agent.cancelRun(call.runId, userId === undefined ? {} : { userId });
    const { runId, status } = await ownRun(call, userId);
    const stopping = status === "RUNNING" || status === "PENDING";
    return answerJson({ runId, status }, { status: stopping ? 202 : 200, headers: { "x-run-id": runId } });
  },
};
