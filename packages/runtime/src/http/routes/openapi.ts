import { answerJson } from "../answer-json.ts";
import { openapiDocument } from "../openapi/document.ts";
import { problems } from "../openapi/parts.ts";
import type { Route } from "../route.ts";

/** Describes every route of the table, this one included. */
export const openapi: Route = {
  method: "GET",
  path: "/openapi.json",
  operation: {
    operationId: "openapi",
    summary: "This description",
    responses: {
      "200": {
        description: "An OpenAPI 3.1 document.",
        content: { "application/json": { schema: { type: "object" } } },
      },
      ...problems(403, 421),
    },
  },
  answer: ({ scope, routes }) => answerJson(openapiDocument(scope.agent.name, routes)),
};
