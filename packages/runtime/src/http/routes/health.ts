import { answerJson } from "../answer-json.ts";
import { jsonAnswer, problems } from "../openapi/parts.ts";
import type { Route } from "../route.ts";

/** Says whether new runs are welcome, for load balancers. */
export const health: Route = {
  method: "GET",
  path: "/health",
  operation: {
    operationId: "health",
    summary: "Is the server taking runs?",
    responses: {
      "200": jsonAnswer("Health", "Yes."),
      "503": jsonAnswer("Health", "No: it is shutting down."),
      ...problems(403, 421),
    },
  },
  answer: ({ scope }) =>
    scope.runs.closing ? answerJson({ status: "closing" }, { status: 503 }) : answerJson({ status: "ok" }),
};
