import type { JsonObject, JsonValue } from "@definable/spec";
import type { Route } from "../route.ts";
import { PARAMETERS } from "./parameters.ts";
import { SCHEMAS } from "./schemas.ts";

/** The OpenAPI 3.1 document of a route table. */
export function openapiDocument(agentName: string, routes: readonly Route[]): JsonObject {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const { method, path, operation } of routes) {
    const at = path.replace(":runId", "{runId}");
    paths[at] = { ...paths[at], [method.toLowerCase()]: operation };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: agentName,
      version: "1",
      description: "Runs of an agent: start, watch, decide, cancel.",
    },
    paths,
    components: { schemas: SCHEMAS, parameters: PARAMETERS },
  };
}
